// The CloudFormation that every service has: its queues with their rules, its table, its tick, one role per function, its
// alarms. A service's serverless.yml says only what is its own (custom.queues, custom.grants); names are made here,
// because services find each other by name and never by an export.
const { alarmResources } = require('./alarms.cjs');
const { functionExtensions } = require('./functions.cjs');
const { queueResources } = require('./queue.cjs');
const { readStage } = require('./read-stage.cjs');
const { ruleResources } = require('./rules.cjs');
const { roleResources } = require('./role.cjs');
const { tableResources } = require('./table.cjs');
const { tickResources } = require('./tick.cjs');

async function resources(serverless) {
  const { resolveConfigurationProperty: read } = serverless;
  const service = {
    ...(await readStage(serverless)),
    queues: await read(['custom', 'queues']),
    grants: await read(['custom', 'grants']),
    sizes: await read(['custom', 'sizes']),
    timeoutSeconds: (functionKey) => read(['functions', functionKey, 'timeout']),
  };
  return {
    Resources: {
      ...tableResources(service),
      ...(await queueResources(service)),
      ...ruleResources(service),
      ...tickResources(service),
      ...roleResources(service),
      ...alarmResources(service),
    },
    extensions: functionExtensions(service),
  };
}

module.exports = { resources };
