import type { Inventory, TargetInventory } from '#shared/domain/inventory.ts';
import { inventoryKeyOf } from '#shared/domain/run-objects.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { targetsDiscovered } from '#shared/events/targets-discovered.ts';

/** The answer is read off the stored inventory, so that every repeat says the same. */
export function inventoryAnswer({ runId, chunk, targets }: Inventory): DataOf<typeof targetsDiscovered> {
  return {
    runId,
    chunk,
    inventoryKey: inventoryKeyOf(runId, chunk),
    instances: targets.reduce((sum, { instances }) => sum + instances.length, 0),
    refusals: targets.flatMap(refusalOf),
  };
}

function refusalOf({ accountId, region, unreachable }: TargetInventory) {
  return unreachable === undefined ? [] : [{ accountId, region, cause: unreachable }];
}
