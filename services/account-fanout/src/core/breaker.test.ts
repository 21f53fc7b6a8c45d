import { aCompletedTarget } from '../testing/wave-builders.fixture.ts';
import { breakerHoldsUntil, tellBreaker, type BreakerState } from './breaker.ts';

const HOUR_MS = 3_600_000;
const bad = (endedAt: number) => aCompletedTarget({ outcomes: { Unreachable: 8, Deferred: 1, Skipped: 1 }, endedAt });
const good = (endedAt: number) => aCompletedTarget({ outcomes: { Unreachable: 4, Failed: 5, Deferred: 1 }, endedAt });
const throttled = (commands: { accepted: number; throttled: number }, changes = {}) =>
  aCompletedTarget({ commands: { planned: 9, ...commands }, ...changes });

function told(...targets: ReturnType<typeof bad>[]): BreakerState | undefined {
  return targets.reduce<BreakerState | undefined>((state, target) => tellBreaker(state, target)?.state ?? state, undefined);
}

describe('the breaker of an account and region', () => {
  it('lets pass what nothing is known of', () => {
    expect(breakerHoldsUntil(undefined, 0)).toBeUndefined();
  });

  it('stays closed after one bad end', () => {
    expect(told(bad(1))).toEqual({ badInARow: 1, lastEndedAt: 1 });
    expect(breakerHoldsUntil(told(bad(1)), 2)).toBeUndefined();
  });

  it('opens for an hour after two in a row', () => {
    const state = told(bad(1), bad(5));
    expect(state).toEqual({ badInARow: 2, lastEndedAt: 5, openUntil: 5 + HOUR_MS });
    expect(breakerHoldsUntil(state, 4 + HOUR_MS)).toBe(5 + HOUR_MS);
  });

  it('lets one through after the hour, and opens again when that ends badly too', () => {
    expect(breakerHoldsUntil(told(bad(1), bad(5)), 5 + HOUR_MS)).toBeUndefined();
    const later = 10 * HOUR_MS;
    expect(breakerHoldsUntil(told(bad(1), bad(5), bad(later)), later)).toBe(later + HOUR_MS);
  });

  it('closes at a good end', () => {
    expect(told(bad(1), bad(5), good(9))).toEqual({ badInARow: 0, lastEndedAt: 9 });
  });

  it('counts no repeat and nothing older', () => {
    const state = told(bad(5));
    expect(tellBreaker(state, bad(5))).toBeUndefined();
    expect(tellBreaker(state, bad(4))).toBeUndefined();
  });

  it('needs no write for a healthy region', () => {
    expect(tellBreaker(undefined, good(1))).toBeUndefined();
  });

  it('learns nothing of a target that commanded no instance', () => {
    expect(tellBreaker(undefined, aCompletedTarget({ outcomes: { Skipped: 10 } }))).toBeUndefined();
  });

  it.each([
    ['dead agents: half of the commanded were not reached', aCompletedTarget({ outcomes: { Unreachable: 4, Compliant: 4, Skipped: 2 } })],
    ['a role that refuses: no instance was reached and no send taken', aCompletedTarget({ outcomes: { Unreachable: 10 }, commands: { planned: 3, accepted: 0, throttled: 0 } })],
    ['heavy throttling: five sends refused, twice as many as taken', throttled({ accepted: 2, throttled: 5 })],
    ['throttling that let nothing through in time', throttled({ accepted: 0, throttled: 5 }, { outcomes: { Deferred: 10 } })],
  ])('counts %s', (_case, target) => {
    expect(tellBreaker(undefined, target)?.state).toEqual({ badInARow: 1, lastEndedAt: target.endedAt });
  });

  it.each([
    ['less than half of the commanded not reached', aCompletedTarget({ outcomes: { Unreachable: 4, Compliant: 5, Skipped: 1 } })],
    ['few refused sends', throttled({ accepted: 0, throttled: 4 })],
    ['more sends taken than half of the refused', throttled({ accepted: 3, throttled: 5 })],
  ])('does not count %s', (_case, target) => {
    expect(tellBreaker(undefined, target)).toBeUndefined();
  });
});
