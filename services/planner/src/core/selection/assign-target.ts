import type { InventoryInstance, TargetInventory } from '#shared/domain/inventory.ts';
import { notPlannedReasons, type NotPlanned, type PlannedInstance } from '#shared/domain/plan.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { placeInstance, type WaveSelection } from './place-instance.ts';

export interface AssignedTarget {
  /** By wave ordinal, sorted by id; waves that take nothing here are left out. */
  waves: ReadonlyMap<number, readonly PlannedInstance[]>;
  notPlanned: readonly NotPlanned[];
}

/** Divides a target's instances among the waves; what goes nowhere is listed with its reason, never silently missing. */
export function assignTarget(target: AccountRegion, inventory: TargetInventory | undefined, waves: readonly WaveSelection[]): AssignedTarget {
  const { instances, unreachable } = inventory ?? { instances: [], unreachable: 'discovery never answered' };
  if (unreachable !== undefined) {
    return { waves: new Map(), notPlanned: [{ reason: 'TargetUnreachable', ...target, instances: 0, instanceIds: [], detail: unreachable }] };
  }
  const placed = new Map<number, PlannedInstance[]>();
  const left = new Map<NotPlanned['reason'], string[]>();
  for (const instance of [...instances].sort(byId)) {
    const placement = placeInstance(instance, target, waves);
    if (placement === undefined) continue;
    if ('wave' in placement) append(placed, placement.wave, plannedInstanceOf(instance));
    else append(left, placement.reason, instance.id);
  }
  return { waves: placed, notPlanned: notPlannedOf(target, left) };
}

function plannedInstanceOf({ id, platform, tags, zone, autoScalingGroup }: InventoryInstance): PlannedInstance {
  const name = tags['Name'];
  return { id, platform, ...(name === undefined ? {} : { name }), zone, ...(autoScalingGroup === undefined ? {} : { autoScalingGroup }) };
}

function notPlannedOf(target: AccountRegion, left: ReadonlyMap<NotPlanned['reason'], string[]>): NotPlanned[] {
  return notPlannedReasons.flatMap((reason) => {
    const instanceIds = left.get(reason);
    return instanceIds === undefined ? [] : [{ reason, ...target, instances: instanceIds.length, instanceIds }];
  });
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function byId(left: InventoryInstance, right: InventoryInstance): number {
  return left.id < right.id ? -1 : 1;
}
