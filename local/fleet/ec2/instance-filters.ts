import type { Filter } from '@aws-sdk/client-ec2';
import { AwsError } from '#local/wire/service.ts';
import type { SimulatedInstance } from '../life/simulated-instance.ts';

export const vpcId = (region: string): string => `vpc-0${region.replaceAll('-', '').padEnd(16, '0').slice(0, 16)}`;

/** Instances that meet every filter; within one filter any value will do, with `*` and `?` as EC2 has them. */
export function matchesFilters(filters: readonly Filter[] | undefined, instance: SimulatedInstance): boolean {
  return (filters ?? []).every(({ Name: name = '', Values: values = [] }) =>
    actualValues(name, instance).some((actual) => values.some((pattern) => wildcard(pattern).test(actual))),
  );
}

function actualValues(name: string, instance: SimulatedInstance): string[] {
  const { plan, power } = instance;
  if (name.startsWith('tag:')) return plan.tags[name.slice(4)] === undefined ? [] : [plan.tags[name.slice(4)] ?? ''];
  const known: Record<string, string[]> = {
    'tag-key': Object.keys(plan.tags),
    'tag-value': Object.values(plan.tags),
    'instance-id': [plan.instanceId],
    'instance-state-name': [power],
    'availability-zone': [plan.zone],
    'vpc-id': [vpcId(plan.region)],
    'private-ip-address': [plan.privateIp],
    // EC2 knows only `windows`, and leaves the field out for Linux.
    platform: plan.os.type === 'Windows' ? ['windows'] : [],
  };
  const values = known[name];
  if (values === undefined) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
  return values;
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${escaped}$`);
}
