const { alarm, metric } = require('../../config/resources/alarm.cjs');
const { keyArn } = require('../../config/resources/keys.cjs');
const { readStage } = require('../../config/resources/read-stage.cjs');
const { dataTags, days } = require('../../config/resources/tags.cjs');

const REFUSED = 10;

// Requests without a valid signature never reach the function; the API counts them among its 4xx answers.
async function resources(serverless) {
  const stage = await readStage(serverless);
  const { logRetentionDays } = stage.parameters;
  return {
    Resources: {
      ApiRefusalsAlarm: alarm(stage, {
        name: 'approval-api-refusals',
        text: `The approval API refused ${REFUSED} requests or more within a quarter of an hour: unsigned, malformed, or for what is not there.`,
        runbook: 'alarm-security',
        ...metric('AWS/ApiGateway', '4xx', { ApiId: { Ref: 'HttpApi' } }, { minutes: 15 }),
        Threshold: REFUSED,
      }),
    },
    extensions: {
      HttpApiLogGroup: { Properties: { KmsKeyId: keyArn(stage, 'data'), Tags: dataTags(stage, days(logRetentionDays), 'audit') } },
    },
  };
}

module.exports = { resources };
