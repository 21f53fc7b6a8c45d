import { hasEnded, holdingOf, withEnded, withHolding, withoutHolding, type BudgetLedger, type Holder } from './budget-ledger.ts';
import { becomes, type LedgerDecision } from './lend-share.ts';

/** `kept`: what a target still uses of its share; undefined where it did not say, and then it may be all of it. */
export interface Returned extends Holder {
  kept: number | undefined;
}

/** A target at work is done with a part of its share. What it uses only falls, so words may come in any order. */
export function returnPart(before: BudgetLedger | undefined, returned: Returned): LedgerDecision {
  if (before === undefined || returned.kept === undefined) return undefined;
  const [share, known, round] = holdingOf(before, returned) ?? [0, 0, 0];
  return becomes(before, returned.kept < known ? withHolding(before, returned, [share, returned.kept, round]) : before);
}

/** A target has ended: what it keeps is used up for the rest of the run. Counts once. */
export function returnForGood(before: BudgetLedger | undefined, returned: Returned): LedgerDecision {
  if (before === undefined || hasEnded(before, returned)) return undefined;
  const [, known] = holdingOf(before, returned) ?? [0, 0];
  const kept = Math.min(returned.kept ?? known, known);
  const ended = withEnded(withoutHolding(before, returned), returned);
  return becomes(before, { ...ended, keptForGood: ended.keptForGood + kept });
}

/** Targets that did not start give back what they took up to this round; a later round may count on it already. */
export function returnUnused(
  before: BudgetLedger | undefined,
  { wave, targets, round }: { wave: string; targets: readonly number[]; round: number },
): LedgerDecision {
  if (before === undefined) return undefined;
  const unused = targets.filter((target) => (holdingOf(before, { wave, target })?.[2] ?? Infinity) <= round);
  return becomes(before, unused.reduce((ledger, target) => withoutHolding(ledger, { wave, target }), before));
}

/** A wave that has ended starts nothing more and its targets have given back, so what is left of it was taken in vain. */
export function returnAllOf(before: BudgetLedger | undefined, wave: string): LedgerDecision {
  if (before?.holders[wave] === undefined) return undefined;
  const holders = Object.fromEntries(Object.entries(before.holders).filter(([one]) => one !== wave));
  return becomes(before, { ...before, holders });
}
