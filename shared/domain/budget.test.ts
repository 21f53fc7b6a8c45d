import { keepsBudget, packShares, unpackShares } from './budget.ts';
import { outcomes } from './outcomes.ts';

const install = { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 } as const;

test('who was commanded and did not come back in good health keeps its budget', () => {
  const keeping = outcomes.filter((outcome) => keepsBudget({ outcome, attempts: 1 }, install));
  expect(keeping).toEqual(['NonCompliant', 'Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot']);
});

test.each([
  ['who was never commanded', 0, install],
  ['a Scan', 1, { ...install, operation: 'Scan' as const }],
])('%s keeps nothing', (_case, attempts, options) => {
  expect(outcomes.filter((outcome) => keepsBudget({ outcome, attempts }, options))).toEqual([]);
});

test.each([[[1, 0, 12], '1,0,12'], [[3], '3']])('shares %j travel as %s', (shares, packed) => {
  expect([packShares(shares), unpackShares(packed)]).toEqual([packed, shares]);
});

test('where nothing was lent there are no shares', () => {
  expect(unpackShares(undefined)).toEqual([]);
});
