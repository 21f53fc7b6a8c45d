import type {
  InstanceStateChange,
  StartInstancesRequest,
  StartInstancesResult,
  StopInstancesRequest,
  StopInstancesResult,
} from '@aws-sdk/client-ec2';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../fleet-context.ts';
import type { PowerState, SimulatedInstance } from '../life/simulated-instance.ts';
import { instanceState } from './instance-state.ts';
import { namedInstances } from './instances.ts';

export function startInstances(
  context: FleetContext,
  input: StartInstancesRequest,
  caller: Caller,
): StartInstancesResult {
  const instances = required(context, input.InstanceIds, caller);
  const wrong = instances.find(({ power }) => power === 'stopping');
  if (wrong !== undefined) {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${wrong.plan.instanceId}' is not in a state from which it can be started.`,
    );
  }
  return { StartingInstances: change(instances, () => act(context, 'started', { instances, caller })) };
}

export function stopInstances(context: FleetContext, input: StopInstancesRequest, caller: Caller): StopInstancesResult {
  const instances = required(context, input.InstanceIds, caller);
  return { StoppingInstances: change(instances, () => act(context, 'stopped', { instances, caller })) };
}

function required(context: FleetContext, ids: readonly string[] | undefined, caller: Caller): SimulatedInstance[] {
  if (ids === undefined || ids.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId');
  }
  return namedInstances(context, ids, caller);
}

function act(
  context: FleetContext,
  kind: 'started' | 'stopped',
  { instances, caller }: { instances: readonly SimulatedInstance[]; caller: Caller },
): void {
  const instanceIds = instances.map(({ plan }) => plan.instanceId);
  context.act({ kind, accountId: caller.accountId, region: caller.region, instanceIds });
}

function change(instances: readonly SimulatedInstance[], carryOut: () => void): InstanceStateChange[] {
  const before: PowerState[] = instances.map(({ power }) => power);
  carryOut();
  return instances.map(({ plan, power }, index) => ({
    InstanceId: plan.instanceId,
    PreviousState: instanceState(before[index] ?? power),
    CurrentState: instanceState(power),
  }));
}
