// What every .cjs of a stack needs to know of its service and its stage.
const LISTS = ['subnetIds', 'securityGroupIds', 'routeTableIds', 'spokeOrganizationalUnits', 'spokeRegions', 'operatorArns'];
const SWITCHES = ['trail', 'deletionProtection'];
const NUMBERS = ['logRetentionDays', 'runRetentionDays', 'longestRunHours'];
const DELETION_POLICIES = ['Retain', 'Delete'];

async function readStage({ resolveConfigurationProperty: read }) {
  const region = await read(['provider', 'region']);
  const parameters = typed(await read(['custom', 'parameters']));
  refuse(parameters, region);
  const prefix = await read(['custom', 'prefix']);
  return { name: await read(['custom', 'name']), prefix, stage: prefix.replace(/^patchwave-/, ''), region, parameters };
}

// What comes by --param is always a text.
function typed(given) {
  const parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value).trim()]));
  for (const name of LISTS) parameters[name] = parameters[name].split(',').map((one) => one.trim()).filter((one) => one !== '');
  for (const name of SWITCHES) parameters[name] = parameters[name] === 'true';
  for (const name of NUMBERS) parameters[name] = Number(parameters[name]);
  return parameters;
}

function refuse(parameters, region) {
  const { dataDeletionPolicy, replicaRegion, subnetIds, securityGroupIds, spokeOrganizationalUnits, spokeRegions } = parameters;
  if (!DELETION_POLICIES.includes(dataDeletionPolicy)) {
    throw new Error(`dataDeletionPolicy: found "${dataDeletionPolicy}", expected one of ${DELETION_POLICIES.join(', ')}.`);
  }
  if (replicaRegion === region) {
    throw new Error(`replicaRegion: found ${region}, the region of the stage itself; expected another one, or "" for no replica.`);
  }
  for (const name of NUMBERS) {
    if (!(parameters[name] > 0)) throw new Error(`${name}: found "${parameters[name]}", expected a number above 0.`);
  }
  both({ subnetIds, securityGroupIds });
  both({ spokeOrganizationalUnits, spokeRegions });
}

function both(lists) {
  const [empty, ...others] = Object.keys(lists).filter((name) => lists[name].length === 0);
  if (empty === undefined || others.length > 0) return;
  throw new Error(`${empty}: found nothing, expected a value: ${Object.keys(lists).join(' and ')} go together, or are both empty.`);
}

module.exports = { readStage };
