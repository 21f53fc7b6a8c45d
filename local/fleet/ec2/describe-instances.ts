import type { DescribeInstancesRequest, DescribeInstancesResult, Instance, Reservation } from '@aws-sdk/client-ec2';
import type { Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../fleet-context.ts';
import type { SimulatedInstance } from '../life/simulated-instance.ts';
import { matchesFilters, vpcId } from './instance-filters.ts';
import { instanceState } from './instance-state.ts';
import { namedInstances, pageOfInstances } from './instances.ts';

export function describeInstances(
  context: FleetContext,
  input: DescribeInstancesRequest,
  caller: Caller,
): DescribeInstancesResult {
  const found = namedInstances(context, input.InstanceIds, caller).filter((one) => matchesFilters(input.Filters, one));
  const { page, nextToken } = pageOfInstances(found, input);
  return { Reservations: page.map(reservation), ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
}

function reservation(instance: SimulatedInstance): Reservation {
  const { instanceId, accountId } = instance.plan;
  return { ReservationId: `r-${instanceId.slice(2)}`, OwnerId: accountId, Instances: [describe(instance)] };
}

/** Few fields on purpose: reading and writing the XML is what a sweep over many accounts costs. */
function describe({ plan, power, launchedAtMs }: SimulatedInstance): Instance {
  return {
    InstanceId: plan.instanceId,
    ImageId: plan.os.type === 'Windows' ? 'ami-0w1nd0w5000000000' : 'ami-01inux00000000000',
    InstanceType: 'm7i.large',
    LaunchTime: new Date(launchedAtMs),
    Placement: { AvailabilityZone: plan.zone },
    ...(plan.os.type === 'Windows' ? { Platform: 'Windows' as const } : {}),
    PlatformDetails: plan.os.type === 'Windows' ? 'Windows' : 'Linux/UNIX',
    PrivateIpAddress: plan.privateIp,
    State: instanceState(power),
    Tags: Object.entries(plan.tags).map(([Key, Value]) => ({ Key, Value })),
    VpcId: vpcId(plan.region),
  };
}
