import { readFileSync } from 'node:fs';

import { CloudFormationClient, CreateStackCommand, ListStackResourcesCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';

import { asAdministrator, type Access } from './as-administrator.ts';
import { openDeployDoor, type DeployDoor } from './deploy-door.ts';
import { startMiniStack, type MiniStack } from './ministack.ts';

const SPOKE = '111111111111';
const parameters = {
  HubAccountId: '000000000000', HubBusName: 'patchwave-dev', SpokeExternalId: 'of-the-dev-stage-0001', OrganizationId: 'o-abcde12345',
  // MiniStack compares the name of the pseudo parameter, not the region (docs/fidelity.md).
  RoleRegion: 'AWS::Region',
};

let emulator: MiniStack;
let door: DeployDoor;
let spoke: Access;

beforeAll(async () => {
  emulator = await startMiniStack();
  door = await openDeployDoor(emulator, []);
  // To MiniStack a key of twelve digits is the administrator of that account.
  spoke = { ...asAdministrator(door.endpoint), credentials: { accessKeyId: SPOKE, secretAccessKey: 'test' } };
}, 90_000);

afterAll(async () => {
  await door.close();
  await emulator.stop();
});

describe("the spoke's template on MiniStack", () => {
  beforeAll(async () => {
    const client = new CloudFormationClient(spoke);
    const Parameters = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
    await client.send(new CreateStackCommand({
      StackName: 'patchwave-dev-spoke', TemplateBody: readFileSync('services/spoke/template.yml', 'utf8'), Parameters, Capabilities: ['CAPABILITY_NAMED_IAM'],
    }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: 'patchwave-dev-spoke' });
  }, 90_000);

  it('is created whole in a spoke account', async () => {
    const { StackResourceSummaries = [] } = await new CloudFormationClient(spoke).send(new ListStackResourcesCommand({ StackName: 'patchwave-dev-spoke' }));
    const created = StackResourceSummaries.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE').map(({ ResourceType }) => ResourceType);
    process.stdout.write(`spoke: ${created.length} resources created\n`);
    expect(created.sort()).toEqual(['AWS::Events::Rule', 'AWS::Events::Rule', 'AWS::IAM::Role', 'AWS::IAM::Role']);
  });
});
