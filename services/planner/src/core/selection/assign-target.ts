import type { InventoryInstance, TargetInventory } from '#shared/domain/inventory.ts';
import type { NotPlanned } from '#shared/domain/plan.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { listLeftOut, type LeftOut } from './list-left-out.ts';
import type { Takes } from './percent-choice.ts';
import { placeInstance, type WaveSelection } from './place-instance.ts';

export interface AssignedTarget {
  /** By wave ordinal, sorted by id; waves that take nothing here are left out. */
  waves: ReadonlyMap<number, readonly InventoryInstance[]>;
  notPlanned: readonly NotPlanned[];
}

interface Waves {
  names: readonly string[];
  waves: readonly WaveSelection[];
  takes: Takes;
}

/** Divides a target's instances among the waves; what goes nowhere is listed with its reason, never silently missing. */
export function assignTarget(target: AccountRegion, inventory: TargetInventory | undefined, { names, ...selection }: Waves): AssignedTarget {
  const { instances, unreachable } = inventory ?? { instances: [], unreachable: 'discovery never answered' };
  if (unreachable !== undefined) {
    return { waves: new Map(), notPlanned: [{ reason: 'TargetUnreachable', ...target, instances: 0, instanceIds: [], detail: unreachable }] };
  }
  const placed = new Map<number, InventoryInstance[]>();
  const left: LeftOut[] = [];
  for (const instance of [...instances].sort(byId)) {
    const placement = placeInstance(instance, target, selection);
    if (placement === undefined) continue;
    if ('wave' in placement) append(placed, placement.wave, instance);
    else left.push({ ...placement, id: instance.id });
  }
  return { waves: placed, notPlanned: listLeftOut(target, left, names) };
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function byId(left: InventoryInstance, right: InventoryInstance): number {
  return left.id < right.id ? -1 : 1;
}
