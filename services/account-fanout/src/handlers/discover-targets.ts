import type { TargetInventory } from '#shared/domain/inventory.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { unreachableCause } from '../core/unreachable-cause.ts';
import type { SpokeInventory } from '../effects/spoke-inventory.ts';

interface Effects {
  spokes: SpokeInventory;
  roleName: string;
}

/** Spokes read at once: their API limits are per account and region, the function's memory is shared. */
const AT_ONCE = 5;

/** In the order asked. A target that cannot be read is named with its cause; it never fails the others. */
export async function discoverTargets(
  effects: Effects,
  targets: readonly AccountRegion[],
): Promise<TargetInventory[]> {
  const found: TargetInventory[] = [];
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    const group = targets.slice(start, start + AT_ONCE);
    found.push(...(await Promise.all(group.map((target) => discoverTarget(effects, target)))));
  }
  return found;
}

async function discoverTarget(effects: Effects, { accountId, region }: AccountRegion): Promise<TargetInventory> {
  const result = await effects.spokes.instancesOf(accountId, region);
  if (result.ok) return { accountId, region, instances: result.value };
  const unreachable = unreachableCause(result.failure, { accountId, roleName: effects.roleName });
  return { accountId, region, unreachable, instances: [] };
}
