import { readFileSync } from 'node:fs';

import { CloudFormationClient, CreateStackCommand, ListStackResourcesCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';

import { asAdministrator, type Access } from './as-administrator.ts';
import { emptyMiniStack } from './empty-ministack.ts';

const SPOKE = '111111111111';
const parameters = {
  HubAccountId: '000000000000', HubBusName: 'patchwave-dev', SpokeExternalId: 'of-the-dev-stage-0001', OrganizationId: 'o-abcde12345',
  // MiniStack compares the name of the pseudo parameter, not the region (docs/fidelity.md).
  RoleRegion: 'AWS::Region',
};

const endpoint = emptyMiniStack();

/** To MiniStack a key of twelve digits is the administrator of that account. */
function asSpoke(): Access {
  return { ...asAdministrator(endpoint()), credentials: { accessKeyId: SPOKE, secretAccessKey: 'test' } };
}

describe("the spoke's template on MiniStack", () => {
  beforeAll(async () => {
    const client = new CloudFormationClient(asSpoke());
    const Parameters = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
    await client.send(new CreateStackCommand({
      StackName: 'patchwave-dev-spoke', TemplateBody: readFileSync('services/spoke/template.yml', 'utf8'), Parameters, Capabilities: ['CAPABILITY_NAMED_IAM'],
    }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: 'patchwave-dev-spoke' });
  }, 90_000);

  it('is created whole in a spoke account', async () => {
    const { StackResourceSummaries = [] } = await new CloudFormationClient(asSpoke()).send(new ListStackResourcesCommand({ StackName: 'patchwave-dev-spoke' }));
    const created = StackResourceSummaries.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE').map(({ ResourceType }) => ResourceType);
    process.stdout.write(`spoke: ${created.length} resources created\n`);
    expect(created.sort()).toEqual(['AWS::Events::Rule', 'AWS::Events::Rule', 'AWS::IAM::Role', 'AWS::IAM::Role']);
  });
});
