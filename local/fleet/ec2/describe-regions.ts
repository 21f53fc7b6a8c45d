import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2';
import { AwsError } from '#local/wire/service.ts';

/** The regions that the fleet was built with, and no other. */
export function describeRegions(regions: readonly string[], input: DescribeRegionsRequest): DescribeRegionsResult {
  const unknown = (input.RegionNames ?? []).filter((name) => !regions.includes(name));
  if (unknown.length > 0) throw new AwsError('InvalidParameterValue', `Invalid region names: [${unknown.join(', ')}]`);
  return {
    Regions: regions
      .filter(
        (name) => input.RegionNames === undefined || input.RegionNames.length === 0 || input.RegionNames.includes(name),
      )
      .map((RegionName) => ({
        RegionName,
        Endpoint: `ec2.${RegionName}.amazonaws.com`,
        OptInStatus: 'opt-in-not-required',
      })),
  };
}
