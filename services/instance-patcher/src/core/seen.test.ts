import { nothingSeen, withTarget } from './seen.ts';
import { aTarget, NOW } from '../testing/target-in-test.ts';

const linux = { Linux: { 3: 2 } };

test('what a target timed is added to its operation', () => {
  const once = withTarget(nothingSeen, aTarget({ timed: linux }));
  expect(once).toEqual({ durations: { Install: linux, Scan: {} }, intervalMs: 0 });
  const scan = aTarget({ timed: linux, options: { ...aTarget().options, operation: 'Scan' } });
  expect(withTarget(once ?? nothingSeen, scan)?.durations).toEqual({ Install: linux, Scan: linux });
});

test('the pace at its end is kept, and forgotten when there is none any more', () => {
  const slowed = withTarget(nothingSeen, aTarget({ pace: { intervalMs: 60_000, nextSendAt: NOW } }));
  expect(slowed?.intervalMs).toBe(60_000);
  expect(withTarget(slowed ?? nothingSeen, aTarget())).toEqual(nothingSeen);
});

test('a target that learned nothing adds nothing', () => {
  expect(withTarget(nothingSeen, aTarget({ seen: linux }))).toBeUndefined();
});
