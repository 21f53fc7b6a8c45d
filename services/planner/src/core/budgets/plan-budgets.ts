import { concurrencyOf } from '#shared/domain/quota.ts';
import type { DisruptionBudget } from '#shared/domain/run-definition.ts';

import { elementAt } from '../element-at.ts';
import { fixedShares } from './fixed-shares.ts';

/** An instance of the plan that is in a group. */
export interface GroupMember {
  group: string;
  /** The ordinal of the budget that makes this group. */
  budget: number;
  /** Undefined where its wave only scans: it belongs to the group but never goes out of service. */
  slice?: PlannedSlice;
}

/** A part of the plan: wave by wave, in each wave first the targets that were left over last time, then in the scope's order. */
export interface PlannedSlice {
  wave: number;
  /** The target's ordinal in the scope. */
  target: number;
  /** It has instances that the policy's previous run deferred. */
  goesFirst: boolean;
}

interface PlannedGroup {
  budget: number;
  oneZoneAtATime: boolean;
  /** Of the whole group. */
  limit: number;
  /** Too many slices for one of the limit each: shares are lent at admission. */
  lent: boolean;
  /** By `sliceNameOf`: what the slice may have out of service; of a lent group the whole limit. */
  limits: ReadonlyMap<string, number>;
}

/** By the groups' names. */
export type BudgetPlan = ReadonlyMap<string, PlannedGroup>;

interface Gathered {
  budget: number;
  members: number;
  slices: Map<string, PlannedSlice>;
}

export function sliceNameOf({ wave, target }: Pick<PlannedSlice, 'wave' | 'target'>): string {
  return `${String(wave)}/${String(target)}`;
}

/** The limit of each group over the whole plan, and how the slices with members of it come to their part. */
export function planBudgets(budgets: readonly DisruptionBudget[], members: Iterable<GroupMember>): BudgetPlan {
  const gathered = new Map<string, Gathered>();
  for (const member of members) gather(gathered, member);
  return new Map([...gathered].flatMap(([name, group]) => {
    return group.slices.size === 0 ? [] : [[name, plannedGroup(elementAt(budgets, group.budget), group)] as const];
  }));
}

function gather(groups: Map<string, Gathered>, { group, budget, slice }: GroupMember): void {
  const known = groups.get(group) ?? { budget, members: 0, slices: new Map<string, PlannedSlice>() };
  known.members += 1;
  if (slice !== undefined) known.slices.set(sliceNameOf(slice), slice);
  groups.set(group, known);
}

function plannedGroup({ maxUnavailable, oneZoneAtATime }: DisruptionBudget, { budget, members, slices }: Gathered): PlannedGroup {
  const limit = concurrencyOf(maxUnavailable, members);
  const names = [...slices.values()].sort(byPlan).map(sliceNameOf);
  const lent = limit < names.length;
  const shares = lent ? names.map(() => limit) : fixedShares(limit, names.length);
  return { budget, oneZoneAtATime, limit, lent, limits: new Map(names.map((name, index) => [name, elementAt(shares, index)])) };
}

function byPlan(one: PlannedSlice, other: PlannedSlice): number {
  return one.wave - other.wave || Number(other.goesFirst) - Number(one.goesFirst) || one.target - other.target;
}
