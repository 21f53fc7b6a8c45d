import { keepsBudget } from '#shared/domain/budget.ts';
import { outcomeOfLetter } from '#shared/domain/outcomes.ts';
import type { BudgetGroup } from '#shared/domain/plan.ts';

import { attemptsOf } from './attempts.ts';
import { openOrdinals } from './open-command.ts';
import type { PlannedPart } from './planned-part.ts';
import type { WorkingTarget } from './target-state.ts';

/** Who of one group is out of service, and how many may be. */
export interface GroupUse {
  group: BudgetGroup;
  /** Of a lent group: the share that the admission brought. */
  limit: number;
  /** From the claim until verified healthy, and those that never came back in good health. */
  out: Set<number>;
  /** How many of them use the budget for good. */
  kept: number;
  /** Where they are. Set only where all of them must lie in one zone. */
  zone?: string | undefined;
  /** Where those are that use it for good. */
  keptZone?: string | undefined;
}

/** The groups of the slice, in their order. Empty for a slice without budgets. */
export function budgetUse(target: WorkingTarget, slice: PlannedPart): GroupUse[] {
  const inCommands = new Set(slice.groups.length === 0 ? [] : target.commands.flatMap(openOrdinals));
  const lent = [...target.lent];
  return slice.groups.map((group) => {
    const use: GroupUse = { group, limit: limitOf(group, lent), out: new Set(), kept: 0 };
    for (const ordinal of group.members) {
      if (keeps(target, ordinal)) keepFor(use, ordinal, slice);
      else if (inCommands.has(ordinal) || isBetweenAttempts(target, ordinal)) takeFor(use, ordinal, slice);
    }
    return use;
  });
}

/** The shares come in the order of the slice's lent groups; what was not lent is not there to be used. */
function limitOf(group: BudgetGroup, lent: number[]): number {
  return group.lent ? (lent.shift() ?? 0) : group.limit;
}

export function keeps(target: WorkingTarget, ordinal: number): boolean {
  const outcome = outcomeOfLetter(target.outcomes.charAt(ordinal));
  return outcome !== undefined && keepsBudget({ outcome, attempts: attemptsOf(target, ordinal) }, target.options);
}

/** It was commanded, was not shown to be healthy, and waits for its second try. */
function isBetweenAttempts(target: WorkingTarget, ordinal: number): boolean {
  return outcomeOfLetter(target.outcomes.charAt(ordinal)) === undefined && attemptsOf(target, ordinal) > 0;
}

function keepFor(use: GroupUse, ordinal: number, slice: PlannedPart): void {
  takeFor(use, ordinal, slice);
  use.kept += 1;
  use.keptZone = use.zone;
}

/** One instance more of the group goes out of service. */
export function takeFor(use: GroupUse, ordinal: number, slice: PlannedPart): void {
  use.out.add(ordinal);
  if (use.group.oneZoneAtATime) use.zone = slice.instances[ordinal]?.zone;
}

/** May it go now, as far as this group is concerned? Who is out of service already takes nothing more. */
export function hasRoom(use: GroupUse, ordinal: number, slice: PlannedPart): boolean {
  if (use.out.has(ordinal)) return true;
  return use.out.size < use.limit && (use.zone === undefined || use.zone === slice.instances[ordinal]?.zone);
}

/** Will it ever be able to go in this run? What is kept is kept for good. */
export function isUsedUp(use: GroupUse, ordinal: number, slice: PlannedPart): boolean {
  if (use.out.has(ordinal)) return false;
  return use.kept >= use.limit || (use.keptZone !== undefined && use.keptZone !== slice.instances[ordinal]?.zone);
}
