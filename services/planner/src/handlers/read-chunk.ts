import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { hasBit } from '#shared/domain/bitmap.ts';
import { inventory, type TargetInventory } from '#shared/domain/inventory.ts';
import { inventoryKeyOf } from '#shared/domain/run-objects.ts';
import { DISCOVERY_CHUNK_TARGETS_MAX } from '#shared/events/discovery-requested.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import type { BuildingRun } from '../core/run/run-state.ts';
import { targetsOfChunk, type Scope } from '../core/scope/scope.ts';

export interface ScopeTarget {
  target: AccountRegion;
  /** Its ordinal in the scope. */
  ordinal: number;
  /** Undefined where it did not answer in time. */
  inventory: TargetInventory | undefined;
}

/** The targets of one chunk with what discovery found in each. */
export async function readChunk(objects: ObjectStore, run: BuildingRun, { scope, chunk }: { scope: Scope; chunk: number }): Promise<ScopeTarget[]> {
  const inventories = await inventoriesOf(objects, run, chunk);
  return targetsOfChunk(scope, chunk).map((target, index) => ({
    target, ordinal: chunk * DISCOVERY_CHUNK_TARGETS_MAX + index, inventory: inventories.get(nameOf(target)),
  }));
}

/** What did not answer in time stays out, even if its inventory came meanwhile: a second attempt must make the same plan. */
async function inventoriesOf(objects: ObjectStore, { runId, answered }: BuildingRun, chunk: number): Promise<ReadonlyMap<string, TargetInventory>> {
  if (!hasBit(answered, chunk)) return new Map();
  const { targets } = await readObject(objects, inventoryKeyOf(runId, chunk), inventory);
  return new Map(targets.map((target) => [nameOf(target), target]));
}

function nameOf({ accountId, region }: AccountRegion): string {
  return `${accountId}/${region}`;
}
