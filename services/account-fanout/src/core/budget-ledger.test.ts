import { freeOf, holdingOf, newLedger, type BudgetLedger } from './budget-ledger.ts';
import { isServed, takeShares, type Take } from './lend-share.ts';
import { returnAllOf, returnForGood, returnPart, returnUnused } from './return-share.ts';

const WAVE = 'canary';
const first = { wave: WAVE, target: 0 };
const second = { wave: WAVE, target: 1 };
const take = (changes: Partial<Take> = {}): Take => ({ ...first, share: 2, limit: 3, round: 4, ...changes });
const lent: BudgetLedger = takeShares(undefined, [take()])!.state;

describe('a ledger', () => {
  it('begins with its first taker', () => {
    expect(lent).toEqual({ limit: 3, keptForGood: 0, holders: { canary: { 0: [2, 2, 4] } }, ended: {} });
  });

  it('gives what is left, and nothing when nothing is', () => {
    const both = takeShares(lent, [take({ ...second, share: 3 }), take({ target: 2 })])!.state;
    expect(both.holders).toEqual({ canary: { 0: [2, 2, 4], 1: [1, 1, 4] } });
    expect([isServed(both, second), isServed(both, { wave: WAVE, target: 2 })]).toEqual([true, false]);
  });

  it('gives the same share again, and notes that a later round counts on it', () => {
    expect(takeShares(lent, [take({ share: 1 })])).toBeUndefined();
    expect(takeShares(lent, [take({ share: 1, round: 3 })])).toBeUndefined();
    expect(holdingOf(takeShares(lent, [take({ share: 1, round: 6 })])!.state, first)).toEqual([2, 2, 6]);
  });

  it('lends nothing to a target that has ended, however late it is asked', () => {
    const ended = returnForGood(lent, { ...first, kept: 0 })!.state;
    expect(ended).toEqual({ limit: 3, keptForGood: 0, holders: {}, ended: { canary: '1' } });
    expect(takeShares(ended, [take()])).toBeUndefined();
  });

  it('has a part back as soon as its target says so, and the share stays what it was', () => {
    const part = returnPart(lent, { ...first, kept: 1 })!.state;
    expect([holdingOf(part, first), freeOf(part)]).toEqual([[2, 1, 4], 2]);
    expect(returnPart(part, { ...first, kept: 2 })).toBeUndefined();
  });

  it('keeps for good what did not come back, once', () => {
    const ended = returnForGood(lent, { ...first, kept: 1 })!.state;
    expect(ended).toEqual({ limit: 3, keptForGood: 1, holders: {}, ended: { canary: '1' } });
    expect(returnForGood(ended, { ...first, kept: 1 })).toBeUndefined();
  });

  it('takes the silence of an ended target for the worst', () => {
    expect(returnForGood(lent, { ...first, kept: undefined })!.state.keptForGood).toBe(2);
    expect(returnPart(lent, { ...first, kept: undefined })).toBeUndefined();
  });

  it('believes no target that it keeps more than it was lent', () => {
    expect(returnForGood(lent, { ...first, kept: 9 })!.state.keptForGood).toBe(2);
    expect(returnForGood(lent, { ...second, kept: 1 })!.state.keptForGood).toBe(0);
    expect(returnPart(lent, { ...second, kept: 0 })).toBeUndefined();
  });

  it('has back what was taken in vain, unless a later round counts on it', () => {
    expect(returnUnused(lent, { wave: WAVE, targets: [0, 1], round: 4 })!.state.holders).toEqual({});
    expect(returnUnused(lent, { wave: WAVE, targets: [0], round: 3 })).toBeUndefined();
  });

  it('has everything back that an ended wave left, and nothing of other waves', () => {
    const both = takeShares(lent, [take({ wave: 'rest', share: 1 })])!.state;
    expect(returnAllOf(both, WAVE)!.state.holders).toEqual({ rest: { 0: [1, 1, 4] } });
    expect(returnAllOf(lent, 'rest')).toBeUndefined();
  });

  it('that nobody ever took from has nothing to get back', () => {
    expect([
      returnPart(undefined, { ...first, kept: 0 }), returnForGood(undefined, { ...first, kept: 0 }),
      returnUnused(undefined, { wave: WAVE, targets: [0], round: 9 }), returnAllOf(undefined, WAVE),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('keeps other targets of the same wave when one gives back', () => {
    const both = takeShares(lent, [take({ ...second, share: 1 })])!.state;
    expect(returnForGood(both, { ...first, kept: 0 })!.state.holders).toEqual({ canary: { 1: [1, 1, 4] } });
    expect(freeOf(newLedger(3))).toBe(3);
  });
});
