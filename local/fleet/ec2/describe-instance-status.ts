import type { DescribeInstanceStatusRequest, DescribeInstanceStatusResult } from '@aws-sdk/client-ec2';
import type { Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../fleet-context.ts';
import { matchesFilters } from './instance-filters.ts';
import { instanceState } from './instance-state.ts';
import { namedInstances, pageOfInstances } from './instances.ts';

/** Status checks see the machine, not the agent: an instance lost after its reboot still looks well from here. */
export function describeInstanceStatus(
  context: FleetContext,
  input: DescribeInstanceStatusRequest,
  caller: Caller,
): DescribeInstanceStatusResult {
  const found = namedInstances(context, input.InstanceIds, caller).filter(
    (one) => (input.IncludeAllInstances === true || one.power === 'running') && matchesFilters(input.Filters, one),
  );
  const { page, nextToken } = pageOfInstances(found, input);
  return {
    InstanceStatuses: page.map(({ plan, power }) => ({
      InstanceId: plan.instanceId,
      AvailabilityZone: plan.zone,
      InstanceState: instanceState(power),
      InstanceStatus: { Status: power === 'running' ? 'ok' : 'not-applicable' },
      SystemStatus: { Status: power === 'running' ? 'ok' : 'not-applicable' },
    })),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}
