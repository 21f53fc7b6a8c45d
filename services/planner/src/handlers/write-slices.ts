import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { hasBit } from '#shared/domain/bitmap.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { inventory, type TargetInventory } from '#shared/domain/inventory.ts';
import { noGuards, type NotPlanned, type PlannedInstance, type PlannedTarget, type Slice } from '#shared/domain/plan.ts';
import { inventoryKeyOf, planPartKeyOf } from '#shared/domain/run-objects.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { elementAt } from '../core/element-at.ts';
import type { BuildingRun } from '../core/run/run-state.ts';
import { assignTarget } from '../core/selection/assign-target.ts';
import type { WaveSelection } from '../core/selection/place-instance.ts';

/** A wave's targets as far as they are written, in the order of their ordinals. */
export interface WaveTargets {
  name: string;
  targets: PlannedTarget[];
}

interface Chunk {
  chunk: number;
  targets: readonly AccountRegion[];
  selections: readonly WaveSelection[];
  /** Appended to. */
  waves: readonly WaveTargets[];
}

/** Writes the slices of one chunk's targets and returns what of it is not planned. */
export async function writeSlices(objects: ObjectStore, run: BuildingRun, { chunk, targets, selections, waves }: Chunk): Promise<NotPlanned[]> {
  const inventories = await inventoriesOf(objects, run, chunk);
  const writes: Promise<unknown>[] = [];
  const notPlanned = targets.flatMap((target) => {
    const assigned = assignTarget(target, inventories.get(nameOf(target)), selections);
    for (const [ordinal, instances] of assigned.waves) {
      const wave = elementAt(waves, ordinal);
      const { slice, planned } = sliceOf(run.runId, wave, { target, instances });
      wave.targets.push(planned);
      writes.push(objects.putOnce(planned.sliceKey, slice));
    }
    return assigned.notPlanned;
  });
  await Promise.all(writes);
  return notPlanned;
}

interface Part {
  target: AccountRegion;
  instances: readonly PlannedInstance[];
}

function sliceOf(runId: string, { name, targets }: WaveTargets, { target, instances }: Part): { slice: Slice; planned: PlannedTarget } {
  const slice: Slice = { runId, wave: name, ...target, instances: [...instances], groups: [], guards: noGuards };
  const sliceSha256 = sha256Of(slice);
  return {
    slice,
    planned: { ordinal: targets.length, ...target, sliceKey: planPartKeyOf(runId, sliceSha256), sliceSha256, instances: instances.length },
  };
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
