const { SEND, useKey } = require('./keys.cjs');
const { arnOf, logicalId } = require('./names.cjs');

// The tick makes a service look ahead for items that fall due. A lost tick costs five minutes, so it is never retried
// beyond the next one.
const TICK_MINUTES = 5;

function tickResources(service) {
  const queueArn = arnOf.of(logicalId(Object.keys(service.queues)[0], 'queue'));
  return {
    TickSchedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: `${service.prefix}-${service.name}-tick`,
        GroupName: 'default',
        ScheduleExpression: `rate(${TICK_MINUTES} minutes)`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
        Target: {
          Arn: queueArn,
          RoleArn: arnOf.of('TickRole'),
          Input: JSON.stringify({ type: 'Tick' }),
          RetryPolicy: { MaximumEventAgeInSeconds: TICK_MINUTES * 60, MaximumRetryAttempts: 3 },
        },
      },
    },
    TickRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'scheduler.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'tick',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Sid: 'Tick', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn },
                useKey(service, { sid: 'TickKey', key: 'messages', actions: SEND, by: 'sqs' }),
              ],
            },
          },
        ],
      },
    },
  };
}

module.exports = { tickResources };
