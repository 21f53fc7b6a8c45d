import fc from 'fast-check';

import { freeOf, holdersOf, isUsedUp, newLedger, type BudgetLedger } from './budget-ledger.ts';
import { takeShares, type LedgerDecision } from './lend-share.ts';
import { returnAllOf, returnForGood, returnPart, returnUnused } from './return-share.ts';

const LIMIT = 5;
const holder = fc.record({ wave: fc.constantFrom('canary', 'rest'), target: fc.nat(5) });
const kept = fc.option(fc.nat(7), { nil: undefined });
type Move = (ledger: BudgetLedger) => LedgerDecision;
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(holder, fc.nat(7), fc.nat(9)).map(([one, share, round]): Move => (ledger) => takeShares(ledger, [{ ...one, share, round, limit: LIMIT }])),
  fc.tuple(holder, kept).map(([one, left]): Move => (ledger) => returnPart(ledger, { ...one, kept: left })),
  fc.tuple(holder, kept).map(([one, left]): Move => (ledger) => returnForGood(ledger, { ...one, kept: left })),
  fc.tuple(holder, fc.nat(9)).map(([{ wave, target }, round]): Move => (ledger) => returnUnused(ledger, { wave, targets: [target], round })),
  fc.constantFrom('canary', 'rest').map((wave): Move => (ledger) => returnAllOf(ledger, wave)),
);

function after(moves: readonly Move[]): BudgetLedger {
  return moves.reduce<BudgetLedger>((ledger, next) => next(ledger)?.state ?? ledger, newLedger(LIMIT));
}

describe('whatever happens to a ledger, in any order and however often', () => {
  it('no more is out than the limit', () => {
    fc.assert(fc.property(fc.array(move), (moves) => {
      const ledger = after(moves);
      const out = ledger.keptForGood + holdersOf(ledger).reduce((sum, one) => sum + one.kept, 0);
      expect(out).toBeLessThanOrEqual(LIMIT);
      expect(freeOf(ledger)).toBe(LIMIT - out);
    }));
  });

  it('all of it is used up for good only by what ended targets keep', () => {
    fc.assert(fc.property(fc.array(move), (moves) => {
      const ledger = after(moves);
      expect(isUsedUp(ledger)).toBe(ledger.keptForGood === LIMIT);
    }));
  });

  it('each move changes nothing when it comes a second time', () => {
    fc.assert(fc.property(fc.array(move), move, (moves, last) => {
      const once = after([...moves, last]);
      expect(last(once)).toBeUndefined();
    }));
  });
});
