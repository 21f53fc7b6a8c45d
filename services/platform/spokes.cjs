const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// The spoke's stack in every account of the given organizational units, those that join later too. The roles are global:
// the stacks of the first region make them, so that region goes first.
function spokeResources({ prefix, stage, region, parameters }) {
  const { spokeOrganizationalUnits, spokeRegions, spokesCalledAs, spokeRoleName, spokeExternalId, organizationId, optInTagValue } = parameters;
  if (spokeOrganizationalUnits.length === 0) return {};
  const values = {
    HubAccountId: { Ref: 'AWS::AccountId' },
    HubRegion: region,
    HubBusName: prefix,
    SpokeRoleName: spokeRoleName,
    SpokeExternalId: spokeExternalId,
    OrganizationId: organizationId,
    OptInTagValue: optInTagValue,
    RoleRegion: spokeRegions[0],
  };
  return {
    Spokes: {
      Type: 'AWS::CloudFormation::StackSet',
      Properties: {
        StackSetName: `${prefix}-spokes`,
        Description: 'What an account needs to be patched.',
        PermissionModel: 'SERVICE_MANAGED',
        CallAs: spokesCalledAs,
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        ManagedExecution: { Active: true },
        OperationPreferences: { RegionConcurrencyType: 'SEQUENTIAL', RegionOrder: spokeRegions, MaxConcurrentPercentage: 25, FailureTolerancePercentage: 10 },
        StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: spokeOrganizationalUnits }, Regions: spokeRegions }],
        Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
        TemplateBody: readFileSync(join(__dirname, '..', 'spoke', 'template.yml'), 'utf8'),
        Tags: [{ Key: 'application', Value: 'patchwave' }, { Key: 'stage', Value: stage }],
      },
    },
  };
}

module.exports = { spokeResources };
