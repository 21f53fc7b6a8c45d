const { arnOf, logicalId } = require('./names.cjs');

// EventBridge tries for a day (its default) and then drops an event, unless the target itself has a dead-letter queue.
function ruleResources(service) {
  const resources = {};
  for (const [key, queue] of Object.entries(service.queues)) {
    for (const [rule, eventPattern] of Object.entries(queue.rules)) {
      resources[logicalId(key, 'rule', rule)] = {
        Type: 'AWS::Events::Rule',
        Properties: {
          Name: `${service.prefix}-${queue.name}-${rule}`,
          EventBusName: service.prefix,
          EventPattern: eventPattern,
          State: 'ENABLED',
          Targets: [
            {
              Id: 'queue',
              Arn: arnOf.of(logicalId(key, 'queue')),
              DeadLetterConfig: { Arn: arnOf.of(logicalId(key, 'dead-letter-queue')) },
            },
          ],
        },
      };
    }
  }
  return resources;
}

module.exports = { ruleResources };
