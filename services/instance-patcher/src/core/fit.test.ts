import { minutesNeeded, platformOf, tooLate } from './fit.ts';
import { aSlice, aTarget, MINUTE, NOW } from '../testing/target-in-test.ts';

const slice = aSlice({
  instances: [
    { platform: 'Linux', zone: 'a' }, { platform: 'Windows', zone: 'a' }, { platform: 'Linux', zone: 'b' },
  ],
});
const at = { slice, now: NOW };

test.each([
  ['Linux', 25],
  ['Windows', 50],
] as const)('%s is planned with %i minutes while nothing better is known', (platform, minutes) => {
  expect(minutesNeeded(aTarget(), platform)).toBe(minutes);
});

test('what was seen here, before and now, is better known', () => {
  expect(minutesNeeded(aTarget({ seen: { Linux: { 2: 10 } }, timed: { Linux: { 1: 10 } } }), 'Linux')).toBe(15);
});

test.each([
  [50, []],
  [49, [1]],
  [25, [1]],
  [24, [0, 1, 2]],
])('with %i minutes left in the window %j are too late', (minutes, late) => {
  expect(tooLate(aTarget({ windowEndsAt: NOW + minutes * MINUTE }), [0, 1, 2], at)).toEqual(late);
});

test('without a window nobody is too late', () => {
  expect(tooLate(aTarget(), [0, 1, 2], at)).toEqual([]);
});

test('an ordinal outside the slice is given the longest time', () => {
  expect(platformOf(slice, 3)).toBe('Windows');
});
