import type { BudgetGroup } from '#shared/domain/plan.ts';

import { sliceNameOf, type BudgetPlan, type PlannedSlice } from './plan-budgets.ts';

/** The groups of one slice, sorted by name. `groups`: those of its instances, by ordinal. */
export function sliceGroups(plan: BudgetPlan, slice: Pick<PlannedSlice, 'wave' | 'target'>, groups: readonly (readonly string[])[]): BudgetGroup[] {
  const members = new Map<string, number[]>();
  groups.forEach((names, ordinal) => {
    for (const name of names) {
      const known = members.get(name);
      if (known === undefined) members.set(name, [ordinal]);
      else known.push(ordinal);
    }
  });
  return [...members].sort(byName).flatMap(([name, ordinals]) => {
    const group = plan.get(name);
    const limit = group?.limits.get(sliceNameOf(slice));
    if (group === undefined || limit === undefined) return [];
    return { name, limit, lent: group.lent, oneZoneAtATime: group.oneZoneAtATime, members: ordinals };
  });
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
