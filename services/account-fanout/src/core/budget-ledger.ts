import { emptyBitmap, hasBit, withBit, type Bitmap } from '#shared/domain/bitmap.ts';

/**
 * A disruption budget that spans more targets than it allows members out of service: who has how much of it. One item
 * per run and group. Nobody but the admission of the run's waves writes it.
 */
export interface BudgetLedger {
  /** Members of the group that may be out of service at once, over all targets of the run. */
  limit: number;
  /** What ended targets use up for the rest of the run: members that did not come back. */
  keptForGood: number;
  /** What is lent, by wave and target. */
  holders: Readonly<Record<string, Readonly<Record<string, Holding>>>>;
  /** Targets that have ended, by wave: nothing is ever lent to them again, however late somebody asks. */
  ended: Readonly<Record<string, Bitmap>>;
}

/**
 * `share`: what was lent; it never changes while the target is in flight. `kept`: how much of it is still in use.
 * `round`: the round of lending that last counted on it. Three numbers, because a limit of 900 makes 900 holders.
 */
export type Holding = readonly [share: number, kept: number, round: number];

export interface Holder {
  wave: string;
  target: number;
}

export function budgetKeyOf(runId: string, group: string): string {
  return `BUDGET#${runId}#${group}`;
}

export function newLedger(limit: number): BudgetLedger {
  return { limit, keptForGood: 0, holders: {}, ended: {} };
}

export function holdingOf(ledger: BudgetLedger, { wave, target }: Holder): Holding | undefined {
  return ledger.holders[wave]?.[target];
}

export function holdersOf(ledger: BudgetLedger): (Holder & { kept: number })[] {
  return Object.entries(ledger.holders).flatMap(([wave, targets]) =>
    Object.entries(targets).map(([target, [, kept]]) => ({ wave, target: Number(target), kept })),
  );
}

export function freeOf(ledger: BudgetLedger): number {
  return ledger.limit - ledger.keptForGood - holdersOf(ledger).reduce((sum, { kept }) => sum + kept, 0);
}

/** Members that did not come back use all of it: nobody will ever give a share back. */
export function isUsedUp({ limit, keptForGood }: BudgetLedger): boolean {
  return keptForGood >= limit;
}

/**
 * After a restore of the tables: what was lent and used up since that moment is not known, so nothing is lent any more.
 * An admitted target that holds a share keeps it; one that was only asking may have given it back since.
 */
export function closedLedger(before: BudgetLedger | undefined, limit: number, isAdmitted: (holder: Holder) => boolean): BudgetLedger {
  const ledger = before ?? newLedger(limit);
  if (isUsedUp(ledger)) return ledger;
  const asking = holdersOf(ledger).filter((holder) => !isAdmitted(holder));
  return { ...asking.reduce(withoutHolding, ledger), keptForGood: ledger.limit };
}

export function hasEnded(ledger: BudgetLedger, { wave, target }: Holder): boolean {
  return hasBit(ledger.ended[wave] ?? emptyBitmap, target);
}

export function withHolding(ledger: BudgetLedger, { wave, target }: Holder, holding: Holding): BudgetLedger {
  return { ...ledger, holders: { ...ledger.holders, [wave]: { ...ledger.holders[wave], [target]: holding } } };
}

export function withoutHolding(ledger: BudgetLedger, { wave, target }: Holder): BudgetLedger {
  const { [wave]: ofWave = {}, ...others } = ledger.holders;
  const rest = Object.fromEntries(Object.entries(ofWave).filter(([one]) => one !== String(target)));
  return { ...ledger, holders: Object.keys(rest).length === 0 ? others : { ...others, [wave]: rest } };
}

export function withEnded(ledger: BudgetLedger, { wave, target }: Holder): BudgetLedger {
  return { ...ledger, ended: { ...ledger.ended, [wave]: withBit(ledger.ended[wave] ?? emptyBitmap, target) } };
}
