import type { PlannedTarget } from '#shared/domain/plan.ts';

import { freeOf, holdingOf, isUsedUp, newLedger, type BudgetLedger } from './budget-ledger.ts';
import { lentGroupsOf, type LentGroup } from './candidates.ts';
import { takeShare, type Take } from './lend-share.ts';

export interface LendingQuestion {
  wave: string;
  round: number;
  /** Targets that need shares and may start otherwise, in the order of the plan. */
  askers: readonly PlannedTarget[];
}

export interface LendingPlan {
  /** What to take of each group, by its name. */
  takes: ReadonlyMap<string, readonly Take[]>;
  refused: readonly Missing[];
}

/** The first group of which a target finds no share, and its ledger at that moment. */
export interface Missing {
  target: PlannedTarget;
  group: string;
  ledger: BudgetLedger;
}

export type Ledgers = ReadonlyMap<string, BudgetLedger>;

/**
 * Who is to be lent what, by the ledgers as they were just read: at least 1 of each of its groups, or none of any. Who
 * comes first leaves a fair part to the others that ask for the same group now.
 */
export function planLending(read: Ledgers, { wave, round, askers }: LendingQuestion): LendingPlan {
  const ledgers = new Map(read);
  const takes = new Map<string, Take[]>();
  const refused: Missing[] = [];
  askers.forEach((target, index) => {
    const offer = offerTo(target, { ledgers, wave, round, others: askers.slice(index + 1) });
    if (offer.missing !== undefined) refused.push(offer.missing);
    for (const [group, take] of offer.takes) {
      ledgers.set(group, takeShare(ledgers.get(group) ?? newLedger(take.limit), take));
      takes.set(group, [...(takes.get(group) ?? []), take]);
    }
  });
  return { takes, refused };
}

interface Round {
  ledgers: Ledgers;
  wave: string;
  round: number;
  /** Askers whose turn comes later. */
  others: readonly PlannedTarget[];
}

/** What to take of which group, or the first group that has nothing. */
function offerTo(target: PlannedTarget, { ledgers, wave, round, others }: Round): { takes: [string, Take][]; missing?: Missing } {
  const takes: [string, Take][] = [];
  for (const group of lentGroupsOf(target)) {
    const { name, limit } = group;
    const ledger = ledgers.get(name) ?? newLedger(limit);
    const claim = { wave, target: target.ordinal, limit, round };
    const [share = freshShare(ledger, group, others)] = holdingOf(ledger, claim) ?? [];
    if (share === undefined) return { takes: [], missing: { target, group: name, ledger } };
    takes.push([name, { ...claim, share }]);
  }
  return { takes };
}

/** Undefined when there is nothing left now; 0 when there never will be. */
function freshShare(ledger: BudgetLedger, { name, members }: LentGroup, others: readonly PlannedTarget[]): number | undefined {
  if (isUsedUp(ledger)) return 0;
  const free = freeOf(ledger);
  const askers = 1 + others.filter((other) => lentGroupsOf(other).some((group) => group.name === name)).length;
  return free < 1 ? undefined : Math.min(members, Math.ceil(free / askers));
}
