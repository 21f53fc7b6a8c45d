import { borrowingTargets } from '../testing/wave-builders.fixture.ts';
import type { BudgetLedger } from './budget-ledger.ts';
import { planLending, type Ledgers } from './plan-lending.ts';

const ask = (targets: ReturnType<typeof borrowingTargets>, ledgers: Record<string, BudgetLedger> = {}) => {
  const read: Ledgers = new Map(Object.entries(ledgers));
  const { takes, refused } = planLending(read, { wave: 'canary', round: 2, askers: targets.filter(({ lent }) => lent !== undefined) });
  return {
    shares: Object.fromEntries([...takes].map(([group, list]) => [group, list.map(({ target, share }) => [target, share])])),
    refused: refused.map(({ target, group }) => [target.ordinal, group]),
  };
};
const ledger = (changes: Partial<BudgetLedger> = {}): BudgetLedger => ({ limit: 1, keptForGood: 0, holders: {}, ended: {}, ...changes });

describe('lending', () => {
  it('divides what is free among those who ask for it now', () => {
    expect(ask(borrowingTargets({ 0: ['a'], 1: ['a'], 2: ['a'] }, { limit: 7 }))).toEqual({ shares: { a: [[0, 3], [1, 2], [2, 2]] }, refused: [] });
  });

  it('gives no target more than it has members, and its part to those who follow', () => {
    expect(ask(borrowingTargets({ 0: ['a'], 1: ['a'] }, { limit: 9, members: 3 })).shares).toEqual({ a: [[0, 3], [1, 3]] });
  });

  it('refuses whoever comes after the last share, and says of which group', () => {
    expect(ask(borrowingTargets({ 0: ['a'], 1: ['b'], 2: ['a', 'b'] }))).toEqual({ shares: { a: [[0, 1]], b: [[1, 1]] }, refused: [[2, 'a']] });
  });

  it('gives all groups or none, so that nobody holds one while waiting for the other', () => {
    const b = ledger({ holders: { rest: { 0: [1, 1, 0] } } });
    expect(ask(borrowingTargets({ 0: ['a', 'b'], 1: ['a'] }), { b })).toEqual({ shares: { a: [[1, 1]] }, refused: [[0, 'b']] });
  });

  it('gives what a target has already', () => {
    const a = ledger({ limit: 4, holders: { canary: { 0: [3, 3, 1] } } });
    expect(ask(borrowingTargets({ 0: ['a'], 1: ['a'] }, { limit: 4 }), { a }).shares).toEqual({ a: [[0, 3], [1, 1]] });
  });

  it('gives 0, instead of letting wait for ever, when failed members use up all', () => {
    const a = ledger({ keptForGood: 1 });
    expect(ask(borrowingTargets({ 0: ['a', 'b'] }), { a })).toEqual({ shares: { a: [[0, 0]], b: [[0, 1]] }, refused: [] });
  });

  it('lets wait while a part may still come back', () => {
    const a = ledger({ limit: 2, keptForGood: 1, holders: { rest: { 0: [1, 1, 0] } } });
    expect(ask(borrowingTargets({ 0: ['a'] }, { limit: 2 }), { a })).toEqual({ shares: {}, refused: [[0, 'a']] });
  });
});
