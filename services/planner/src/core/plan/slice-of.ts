import { sha256Of } from '#shared/domain/hash.ts';
import type { InventoryInstance } from '#shared/domain/inventory.ts';
import type { BudgetGroup, Guards, PlannedInstance, PlannedTarget, Slice } from '#shared/domain/plan.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { planPartKeyOf } from '#shared/domain/run-objects.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { groupNameOf } from '../budgets/group-name.ts';
import type { BudgetPlan } from '../budgets/plan-budgets.ts';
import { sliceGroups } from '../budgets/slice-groups.ts';
import { elementAt } from '../element-at.ts';

/** One target's part of a wave, before the wave's targets are numbered. */
export interface SlicePart {
  wave: number;
  target: AccountRegion;
  /** The target's ordinal in the scope. */
  targetOrdinal: number;
  instances: readonly InventoryInstance[];
}

export interface SliceRules {
  runId: string;
  definition: RunDefinition;
  budgets: BudgetPlan;
  /** Ids of the instances that the policy's previous run had no time for: they go first. */
  deferred: ReadonlySet<string>;
}

type UnnumberedTarget = Omit<PlannedTarget, 'ordinal'>;

export interface PlannedSlicePart {
  slice: Slice;
  planned: UnnumberedTarget;
  /** The target goes before those that have no such instances. */
  goesFirst: boolean;
}

export function sliceOf(part: SlicePart, { runId, definition, budgets, deferred }: SliceRules): PlannedSlicePart {
  const { wave, target, targetOrdinal } = part;
  const instances = leftOverFirst(part.instances, deferred);
  const names = instances.map((instance) => definition.budgets.flatMap(({ groupBy }) => groupNameOf(groupBy, instance, target) ?? []));
  const slice: Slice = {
    runId, wave: elementAt(definition.waves, wave).name, ...target,
    instances: instances.map(plannedInstanceOf),
    groups: sliceGroups(budgets, { wave, target: targetOrdinal }, names),
    guards: guardsOf(definition),
  };
  const sliceSha256 = sha256Of(slice);
  const planned = { ...target, sliceKey: planPartKeyOf(runId, sliceSha256), sliceSha256, instances: instances.length, ...lentOf(slice.groups) };
  return { slice, planned, goesFirst: instances.some(({ id }) => deferred.has(id)) };
}

function leftOverFirst(instances: readonly InventoryInstance[], deferred: ReadonlySet<string>): InventoryInstance[] {
  return [...instances.filter(({ id }) => deferred.has(id)), ...instances.filter(({ id }) => !deferred.has(id))];
}

function plannedInstanceOf({ id, platform, tags, zone, autoScalingGroup }: InventoryInstance): PlannedInstance {
  const name = tags['Name'];
  return { id, platform, ...(name === undefined ? {} : { name }), zone, ...(autoScalingGroup === undefined ? {} : { autoScalingGroup }) };
}

function guardsOf({ freezes, calendars, alarms }: RunDefinition): Guards {
  return { freezes, calendars, alarms };
}

function lentOf(groups: readonly BudgetGroup[]): Pick<PlannedTarget, 'lent'> {
  const lent = groups.filter((group) => group.lent).map(({ name, limit, members }) => ({ name, limit, members: members.length }));
  return lent.length === 0 ? {} : { lent };
}
