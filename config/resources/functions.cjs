const { keyArn } = require('./keys.cjs');
const { logicalId } = require('./names.cjs');
const { dataTags, days } = require('./tags.cjs');

// What a stage's parameters add to the functions and log groups that the deploy tool makes.
function functionExtensions(service) {
  const { parameters, sizes } = service;
  const extensions = {};
  for (const key of Object.keys(service.grants)) {
    extensions[`${logicalId(key)}LogGroup`] = {
      Properties: { KmsKeyId: keyArn(service, 'data'), Tags: dataTags(service, days(parameters.logRetentionDays)) },
    };
    const properties = { ...reserved(key, sizes[key]), ...insideVpc(parameters) };
    if (Object.keys(properties).length > 0) extensions[`${logicalId(key)}LambdaFunction`] = { Properties: properties };
  }
  return extensions;
}

function reserved(key, size) {
  if (!size) throw new Error(`preset: no size for the function "${key}"; add one to each file of config/presets/.`);
  const { maximumConcurrency = 0, reservedConcurrency } = size;
  if (reservedConcurrency === undefined) return {};
  // Below, the poller would be throttled by its own function, and messages would be received again and again.
  if (reservedConcurrency < maximumConcurrency) {
    throw new Error(`preset: ${key}.reservedConcurrency: found ${reservedConcurrency}, expected at least its maximumConcurrency ${maximumConcurrency}.`);
  }
  return { ReservedConcurrentExecutions: reservedConcurrency };
}

function insideVpc({ subnetIds, securityGroupIds }) {
  return subnetIds.length === 0 ? {} : { VpcConfig: { SubnetIds: subnetIds, SecurityGroupIds: securityGroupIds } };
}

module.exports = { functionExtensions };
