import { DescribeInstancesCommand, DescribeRegionsCommand, EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import {
  DescribeInstanceInformationCommand,
  DescribeInstancePatchesCommand,
  DescribeInstancePatchStatesCommand,
  GetCommandInvocationCommand,
  InvalidInstanceId,
  InvocationDoesNotExist,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import { type FleetInTest, firstHas, fleetInTest, install, minuteMs } from './fleet-in-test.ts';

interface Clients {
  inTest: FleetInTest;
  ids: string[];
  ssm: SSMClient;
  ec2: EC2Client;
}

/** The real SDK clients, with everything between them and the fleet but the socket. */
function clients(change: Parameters<typeof fleetInTest>[0] = {}): Clients {
  const inTest = fleetInTest(change);
  const identities = createIdentities(inTest.timers);
  identities.register('spoke', { accountId: '111111111111', arn: 'arn:aws:iam::111111111111:user/test' });
  const backends = createSchemaBackends({ ssm: inTest.fleet.ssm, ec2: inTest.fleet.ec2 });
  const dispatch = createDispatch({ backends, identities, routes: {} });
  const configuration = {
    requestHandler: createInProcessHandler(dispatch) as never,
    region: 'us-east-1',
    credentials: { accessKeyId: 'spoke', secretAccessKey: 'any' },
    maxAttempts: 1,
  };
  const ids = inTest.instances.map(({ instanceId }) => instanceId);
  return { inTest, ids, ssm: new SSMClient(configuration), ec2: new EC2Client(configuration) };
}

describe('the fleet seen by the real SSM client', () => {
  it('is sent a command, asked how it went, and asked for the evidence', async () => {
    const { inTest, ids, ssm } = clients({ options: firstHas('disk-full') });
    const information = await ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 50 }));
    const { Command } = await ssm.send(new SendCommandCommand(install(ids)));
    inTest.timers.advanceBy(60 * minuteMs);
    const commandId = { CommandId: Command!.CommandId! };
    const list = await ssm.send(new ListCommandInvocationsCommand({ ...commandId, Details: true }));
    const one = await ssm.send(new GetCommandInvocationCommand({ ...commandId, InstanceId: ids[0]! }));
    const states = await ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds: ids }));
    const patches = await ssm.send(new DescribeInstancePatchesCommand({ InstanceId: ids[1]! }));
    const commands = await ssm.send(new ListCommandsCommand({}));
    expect(information.InstanceInformationList!.map(({ InstanceId }) => InstanceId)).toEqual(ids);
    expect(list.CommandInvocations!.map(({ CommandPlugins }) => CommandPlugins![0]!.ResponseCode)).toEqual([
      155, 0, 0, 0, 0, 0,
    ]);
    expect([one.StatusDetails, one.ResponseCode]).toEqual(['Failed', 155]);
    expect(states.InstancePatchStates!.map(({ MissingCount }) => MissingCount)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(states.InstancePatchStates![1]!.OperationStartTime!.getTime()).toBeGreaterThan(
      Command!.RequestedDateTime!.getTime(),
    );
    expect(patches.Patches!.length).toBe(5);
    expect(commands.Commands![0]!.StatusDetails).toBe('Incomplete');
  });

  it('answers with the typed errors of the service', async () => {
    const { ids, ssm } = clients();
    await expect(ssm.send(new SendCommandCommand(install(['i-00000000000000bad'])))).rejects.toBeInstanceOf(
      InvalidInstanceId,
    );
    const { Command } = await ssm.send(new SendCommandCommand(install(ids)));
    const tooEarly = new GetCommandInvocationCommand({ CommandId: Command!.CommandId!, InstanceId: ids[0]! });
    await expect(ssm.send(tooEarly)).rejects.toBeInstanceOf(InvocationDoesNotExist);
  });
});

describe('the fleet seen by the real EC2 client', () => {
  it('is described, filtered and stopped', async () => {
    const { inTest, ids, ec2 } = clients({ instances: 25 });
    const filters = [{ Name: 'tag:PatchGroup', Values: ['win'] }];
    const windows = await ec2.send(new DescribeInstancesCommand({ Filters: filters, MaxResults: 5 }));
    const regions = await ec2.send(new DescribeRegionsCommand({}));
    const stopping = await ec2.send(new StopInstancesCommand({ InstanceIds: [ids[0]!] }));
    const found = windows.Reservations!.map(({ Instances }) => Instances![0]!);
    expect(found.map(({ Platform, State }) => [Platform, State!.Name])).toEqual(
      found.map(() => ['Windows', 'running']),
    );
    expect(found[0]!.Tags).toEqual(Object.entries(inTest.instances[1]!.tags).map(([Key, Value]) => ({ Key, Value })));
    expect([found.length, typeof windows.NextToken]).toEqual([5, 'string']);
    expect(regions.Regions!.map(({ RegionName }) => RegionName)).toEqual(['us-east-1']);
    expect(stopping.StoppingInstances![0]!.CurrentState!.Name).toBe('stopping');
  });

  it('answers with the code of the service', async () => {
    const { ec2 } = clients();
    const unknown = new DescribeInstancesCommand({ InstanceIds: ['i-0badbadbadbadbad0'] });
    await expect(ec2.send(unknown)).rejects.toThrow("The instance ID 'i-0badbadbadbadbad0' does not exist");
  });
});
