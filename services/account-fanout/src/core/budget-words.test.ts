import { plannedTargets } from '../testing/wave-builders.fixture.ts';
import type { BudgetLedger } from './budget-ledger.ts';
import { budgetInWords } from './budget-words.ts';

const words = (ledger: Partial<BudgetLedger>, group = 'tag:Service=checkout') =>
  budgetInWords({ group, ledger: { limit: 2, keptForGood: 0, holders: {}, ended: {}, ...ledger }, wave: 'canary', targets: plannedTargets() });

describe('a full budget in words', () => {
  it.each([
    ['a target of the same wave by its place', { holders: { canary: { 2: [2, 2, 0] as const } } }, '100000000001 us-east-1 of wave canary'],
    ['a target of another wave by its number', { holders: { rest: { 7: [2, 2, 0] as const } } }, 'target 7 of wave rest'],
    ['how many more there are', { holders: { canary: { 0: [1, 1, 0] as const, 1: [1, 1, 0] as const } } }, '100000000000 us-east-1 of wave canary and 1 more'],
    ['failed members', { keptForGood: 2 }, '2 that did not come back'],
    ['nobody who has given back', { keptForGood: 1, holders: { rest: { 7: [1, 0, 0] as const } } }, '1 that did not come back'],
    ['somebody, when it was quicker than the reading', {}, 'another target'],
  ])('names %s', (_case, ledger, users) => {
    expect(words(ledger)).toBe(`tag:Service=checkout (at most 2): used by ${users}`);
  });

  it('stays short however long the tag is', () => {
    const shown = words({ holders: { ['w'.repeat(32)]: { 99_999: [1, 1, 0], 99_998: [1, 1, 0] } } }, `tag:Service=${'x'.repeat(256)}`);
    expect(shown.startsWith(`tag:Service=${'x'.repeat(35)}… (at most 2)`)).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(140);
  });
});
