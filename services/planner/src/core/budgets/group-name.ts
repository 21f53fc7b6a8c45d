import type { InventoryInstance } from '#shared/domain/inventory.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

const TAG = 'tag:';

/**
 * The group of an instance by a budget's `groupBy`; undefined where it has none. Zones and Auto Scaling groups are named
 * with their account and region: the same name means other machines elsewhere.
 */
export function groupNameOf(groupBy: string, { tags, zone, autoScalingGroup }: InventoryInstance, { accountId, region }: AccountRegion): string | undefined {
  if (groupBy.startsWith(TAG)) {
    const value = tags[groupBy.slice(TAG.length)];
    return value === undefined ? undefined : `${groupBy}=${value}`;
  }
  if (groupBy === 'zone') return `zone:${accountId}/${region}/${zone}`;
  return autoScalingGroup === undefined ? undefined : `asg:${accountId}/${region}/${autoScalingGroup}`;
}
