import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2';
import type { FleetContext, FleetOperation } from '../fleet-context.ts';
import { describeInstanceStatus } from './describe-instance-status.ts';
import { describeInstances } from './describe-instances.ts';
import { describeRegions } from './describe-regions.ts';
import { describeTags } from './describe-tags.ts';
import { startInstances, stopInstances } from './power-operations.ts';

/** EC2's operations by their AWS names. */
export const ec2Operations = {
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeTags: describeTags,
  DescribeRegions: ({ regions }: FleetContext, input: DescribeRegionsRequest): DescribeRegionsResult =>
    describeRegions(regions, input),
  StartInstances: startInstances,
  StopInstances: stopInstances,
} satisfies Record<string, FleetOperation>;
