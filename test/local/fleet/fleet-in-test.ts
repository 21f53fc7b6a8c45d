import type * as Ssm from '@aws-sdk/client-ssm';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import type { Caller } from '#local/wire/service.ts';
import { type Fleet, type FleetOptions, type FleetSetting, createFleet } from '#local/fleet/create-fleet.ts';
import type { Rates } from '#local/fleet/door.ts';
import type { ec2Operations } from '#local/fleet/ec2/ec2-service.ts';
import type { AwsEvent } from '#local/fleet/life/aws-event.ts';
import type { PlannedInstance } from '#local/fleet/plan/planned-instance.ts';
import type { Trouble } from '#local/fleet/plan/trouble.ts';
import type { ssmOperations } from '#local/fleet/ssm/ssm-service.ts';

export const minuteMs = 60_000;
/** No throttling. */
export const unlimited: Rates = { SendCommand: { perSecond: 1e6, burst: 1e6 }, others: { perSecond: 1e6, burst: 1e6 } };

type Operations = Record<string, (context: never, input: never, caller: never) => unknown>;

/** Calls one of the operations as the first account in its region, unless another caller is given. */
type Call<Known extends Operations> = <Name extends keyof Known>(
  operation: Name,
  input: Parameters<Known[Name]>[1],
  caller?: Caller,
) => ReturnType<Known[Name]>;

export interface FleetInTest {
  fleet: Fleet;
  timers: VirtualTimers;
  events: AwsEvent[];
  /** The instances of the first account and region, in order. */
  instances: PlannedInstance[];
  ssm: Call<typeof ssmOperations>;
  ec2: Call<typeof ec2Operations>;
}

export function callerOf(accountId: string, region = 'us-east-1'): Caller {
  return {
    accountId,
    region,
    arn: `arn:aws:sts::${accountId}:assumed-role/PatchExecRole/test`,
    accessKeyId: 'ASIATEST',
  };
}

/** A small healthy fleet of one account, whose events neither get lost nor doubled. */
export function fleetInTest(change: Partial<FleetSetting> & { options?: FleetOptions } = {}): FleetInTest {
  const timers = new VirtualTimers();
  const events: AwsEvent[] = [];
  const { options, ...size } = change;
  const fleet = createFleet({
    seed: 1,
    accounts: 1,
    regions: ['us-east-1'],
    instances: 6,
    timers,
    publish: (_account, _region, event) => events.push(event),
    options: { troubles: 'none', eventFaults: { lost: 0, doubled: 0 }, ...options },
    ...size,
  });
  const usual = callerOf('111111111111');
  const ssm: FleetInTest['ssm'] = (operation, input, caller = usual) =>
    fleet.ssm[operation]!(input as never, caller) as ReturnType<(typeof ssmOperations)[typeof operation]>;
  const ec2: FleetInTest['ec2'] = (operation, input, caller = usual) =>
    fleet.ec2[operation]!(input as never, caller) as ReturnType<(typeof ec2Operations)[typeof operation]>;
  const place = fleet.plan.places[0];
  const instances = place === undefined ? [] : fleet.plan.instancesOf(place);
  return { fleet, timers, events, instances, ssm, ec2 };
}

/** The first instance has this trouble, the others none. */
export function firstHas(trouble: Trouble): FleetOptions {
  let first: string | undefined;
  return {
    troubles: 'none',
    troubleOf: ({ instanceId }) => {
      first ??= instanceId;
      return instanceId === first ? trouble : undefined;
    },
  };
}

export const snapshotId = '01234567-89ab-4cde-8f01-23456789abcd';

/** A command that patches the given instances as the product does; spoil one member. */
export function install(instanceIds: string[], change: Partial<Ssm.SendCommandRequest> = {}): Ssm.SendCommandRequest {
  return {
    InstanceIds: instanceIds,
    DocumentName: 'AWS-RunPatchBaseline',
    Comment: 'claim-1',
    TimeoutSeconds: 600,
    MaxConcurrency: '100%',
    MaxErrors: '100%',
    Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'], SnapshotId: [snapshotId] },
    ...change,
  };
}

export function send({ ssm }: FleetInTest, request: Ssm.SendCommandRequest): string {
  return ssm('SendCommand', request).Command!.CommandId!;
}

export function invocations({ ssm }: FleetInTest, commandId: string): Ssm.CommandInvocation[] {
  return ssm('ListCommandInvocations', { CommandId: commandId, Details: true }).CommandInvocations!;
}

/** Status details and response codes, in the order of the instances. */
export function endings(inTest: FleetInTest, commandId: string): [string, number][] {
  return invocations(inTest, commandId).map(({ StatusDetails, CommandPlugins }) => [
    StatusDetails!,
    CommandPlugins![0]!.ResponseCode!,
  ]);
}

export function command({ ssm }: FleetInTest, commandId: string): Ssm.Command {
  return ssm('ListCommands', { CommandId: commandId }).Commands![0]!;
}

export function patchStates({ ssm }: FleetInTest, instanceIds: string[]): Ssm.InstancePatchState[] {
  return ssm('DescribeInstancePatchStates', { InstanceIds: instanceIds }).InstancePatchStates!;
}

export function pingStatus({ ssm }: FleetInTest, instanceId: string): string | undefined {
  const input = { Filters: [{ Key: 'InstanceIds', Values: [instanceId] }] };
  return ssm('DescribeInstanceInformation', input).InstanceInformationList![0]?.PingStatus;
}

export function powerOf({ ec2 }: FleetInTest, instanceId: string): string | undefined {
  return ec2('DescribeInstances', { InstanceIds: [instanceId] }).Reservations![0]!.Instances![0]!.State!.Name;
}
