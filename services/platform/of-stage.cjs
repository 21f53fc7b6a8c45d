const { readStage } = require('../../config/resources/read-stage.cjs');
const { bucketResources } = require('./buckets.cjs');
const { busSpeakerResources } = require('./bus-speakers.cjs');
const { dashboardResources } = require('./dashboard.cjs');
const { deadLetters } = require('./dead-letters.cjs');
const { keyResources } = require('./keys.cjs');
const { peopleResources } = require('./people.cjs');
const { runAlarmResources } = require('./run-alarms.cjs');
const { topicResources } = require('./topics.cjs');
const { trailResources } = require('./trail.cjs');
const { spokeResources } = require('./spokes.cjs');
const { vpcEndpointResources } = require('./vpc-endpoints.cjs');

async function resources(serverless) {
  const stage = await readStage(serverless);
  return {
    Resources: {
      ...keyResources(stage),
      ...bucketResources(stage),
      ...topicResources(stage),
      ...busSpeakerResources(stage),
      ...peopleResources(stage),
      // Of the rule in hub-alarms.yml, which stands on the account's default bus.
      ...deadLetters(stage, 'forward', { queue: 'forward-alarms', ruleArns: [onDefaultBus(`${stage.prefix}-hub-alarms`)] }),
      ...trailResources(stage),
      ...runAlarmResources(stage),
      ...dashboardResources(stage),
      ...vpcEndpointResources(stage),
      ...spokeResources(stage),
    },
  };
}

const onDefaultBus = (ruleName) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${ruleName}` });

module.exports = { resources };
