import { faster, slower } from './pace.ts';
import { aTarget, MINUTE, NOW } from '../testing/target-in-test.ts';

const pace = (intervalMs: number) => aTarget({ pace: { intervalMs, nextSendAt: NOW } });

test.each([
  [aTarget(), 30_000],
  [pace(15_000), 30_000],
  [pace(30_000), MINUTE],
  [pace(6 * MINUTE), 10 * MINUTE],
  [pace(10 * MINUTE), 10 * MINUTE],
])('after a throttle sends are twice as far apart, from half a minute to ten', (target, intervalMs) => {
  const { nextSendAt, ...slowed } = slower(target, NOW);
  expect(slowed).toEqual({ intervalMs });
  expect(nextSendAt - NOW).toBeGreaterThanOrEqual(intervalMs * 0.75);
  expect(nextSendAt - NOW).toBeLessThanOrEqual(intervalMs * 1.25);
});

test.each([
  [10 * MINUTE, 5 * MINUTE],
  [30_000, 15_000],
])('after a send that was taken %i ms become %i', (before, after) => {
  expect(faster(pace(before), NOW)?.intervalMs).toBe(after);
});

test.each([['no pace', aTarget()], ['less than fifteen seconds', pace(29_998)]])('%s is no pace', (_case, target) => {
  expect(faster(target, NOW)).toBeUndefined();
});

test('targets that were throttled together do not come back together', () => {
  const waits = [0, 1, 2, 3, 4].map((target) => slower(aTarget({ target }), NOW).nextSendAt);
  expect(new Set(waits).size).toBe(5);
});
