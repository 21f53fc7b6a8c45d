import type { DescribeTagsRequest, DescribeTagsResult, Filter, TagDescription } from '@aws-sdk/client-ec2';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../fleet-context.ts';
import { namedInstances } from './instances.ts';

/** Tags of instances, the only resources here; in one page. */
export function describeTags(context: FleetContext, input: DescribeTagsRequest, caller: Caller): DescribeTagsResult {
  const tags = namedInstances(context, undefined, caller).flatMap(({ plan }) =>
    Object.entries(plan.tags).map(([Key, Value]): TagDescription => ({
      ResourceId: plan.instanceId,
      ResourceType: 'instance',
      Key,
      Value,
    })),
  );
  return { Tags: tags.filter((tag) => (input.Filters ?? []).every((filter) => matches(filter, tag))) };
}

function matches({ Name: name = '', Values: values = [] }: Filter, tag: TagDescription): boolean {
  const known: Record<string, string | undefined> = {
    'resource-id': tag.ResourceId,
    'resource-type': tag.ResourceType,
    key: tag.Key,
    value: tag.Value,
  };
  const actual = known[name];
  if (actual === undefined) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
  return values.includes(actual);
}
