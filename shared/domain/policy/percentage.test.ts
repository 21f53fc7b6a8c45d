import { shareOf } from './percentage.ts';

it.each([
  [10, 3, 1],
  [99, 3, 2],
  [10, 1, 1],
  [99, 2, 1],
  [34, 3, 1],
  [67, 3, 2],
  [50, 5, 2],
  [1, 100, 1],
  [100, 3, 3],
  [10, 0, 0],
])('%i%% of %i is %i', (percent, total, expected) => {
  expect(shareOf(percent, total)).toBe(expected);
});
