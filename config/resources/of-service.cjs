// The CloudFormation that every service has: its queues with their rules, its table, its tick, one role per function.
// A service's serverless.yml says only what is its own (custom.queues, custom.grants); names are made here, because
// services find each other by name and never by an export.
const { queueResources } = require('./queue.cjs');
const { ruleResources } = require('./rules.cjs');
const { roleResources } = require('./role.cjs');
const { tableResources } = require('./table.cjs');
const { tickResources } = require('./tick.cjs');

async function resources({ resolveConfigurationProperty: read }) {
  const service = {
    name: await read(['custom', 'name']),
    prefix: await read(['custom', 'prefix']),
    queues: await read(['custom', 'queues']),
    grants: await read(['custom', 'grants']),
    spokeRoleName: await read(['params', 'default', 'spokeRoleName']),
    organizationId: await read(['params', 'default', 'organizationId']),
    timeoutSeconds: (functionKey) => read(['functions', functionKey, 'timeout']),
  };
  return {
    Resources: {
      ...tableResources(service),
      ...(await queueResources(service)),
      ...ruleResources(service),
      ...tickResources(service),
      ...roleResources(service),
    },
  };
}

module.exports = { resources };
