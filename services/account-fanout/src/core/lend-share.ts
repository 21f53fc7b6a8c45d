import type { Decision } from '#shared/choreography/decision.ts';

import { freeOf, hasEnded, holdingOf, isUsedUp, newLedger, withHolding, type BudgetLedger, type Holder } from './budget-ledger.ts';

/** A share of one group that a target is to be lent in a round. */
export interface Take extends Holder {
  share: number;
  /** Of the whole group: the first taker makes the ledger. */
  limit: number;
  round: number;
}

export type LedgerDecision = Decision<BudgetLedger, never> | undefined;

/** The decision that makes this of a ledger; none where nothing changes. */
export function becomes(before: BudgetLedger | undefined, after: BudgetLedger | undefined): LedgerDecision {
  return after === undefined || after === before ? undefined : { state: after, events: [], effects: [] };
}

/** Takes what is still there, in the order asked; who finds nothing left has no holding afterwards. */
export function takeShares(before: BudgetLedger | undefined, takes: readonly Take[]): LedgerDecision {
  return becomes(before, takes.reduce<BudgetLedger | undefined>((ledger, take) => takeShare(ledger ?? newLedger(take.limit), take), before));
}

/** Whoever has a share has it, in this round too: so that an earlier round's return no longer takes it away. */
export function takeShare(ledger: BudgetLedger, take: Take): BudgetLedger {
  const known = holdingOf(ledger, take);
  if (known !== undefined) {
    const [share, kept, round] = known;
    return round >= take.round ? ledger : withHolding(ledger, take, [share, kept, take.round]);
  }
  const share = Math.min(take.share, freeOf(ledger));
  return share < 1 || hasEnded(ledger, take) ? ledger : withHolding(ledger, take, [share, share, take.round]);
}

/** Whether the target may start as far as this group is concerned: with a share, or with none where none will ever be. */
export function isServed(ledger: BudgetLedger, holder: Holder): boolean {
  return holdingOf(ledger, holder) !== undefined || isUsedUp(ledger);
}
