import type { Decision } from '#shared/choreography/decision.ts';

import type { CompletedTarget } from './complete-target.ts';

/** Counts the ends of an (account, region)'s targets, over all waves and runs. */
export interface BreakerState {
  badInARow: number;
  /** Nothing is admitted before it, epoch ms. After it the next target is let through; its lock makes it the only one. */
  openUntil?: number;
  /** Repeats and late arrivals of older ends count nothing, epoch ms. */
  lastEndedAt: number;
}

/** Dead agents, a role that refuses and a region that throttles look alike twice; once may be a bad night. */
const OPENS_AT = 2;
const OPEN_MS = 60 * 60_000;

export function breakerKeyOf({ accountId, region }: { accountId: string; region: string }): string {
  return `BREAKER#${accountId}#${region}`;
}

/** Until when the target is held, epoch ms; undefined when it may go. */
export function breakerHoldsUntil(state: BreakerState | undefined, now: number): number | undefined {
  return state?.openUntil !== undefined && state.openUntil > now ? state.openUntil : undefined;
}

export function tellBreaker(
  state: BreakerState | undefined,
  target: CompletedTarget,
): Decision<BreakerState, never> | undefined {
  const end = endOf(target);
  const before = state ?? { badInARow: 0, lastEndedAt: -1 };
  if (end === undefined || target.endedAt <= before.lastEndedAt) return undefined;
  // A healthy region stays without an item: most ends are good and need no write.
  if (end === 'good' && before.badInARow === 0) return undefined;
  const badInARow = end === 'good' ? 0 : before.badInARow + 1;
  const opens = badInARow >= OPENS_AT ? { openUntil: target.endedAt + OPEN_MS } : {};
  return { state: { badInARow, lastEndedAt: target.endedAt, ...opens }, events: [], effects: [] };
}

/** So many refused sends, and twice as many as were taken, are no passing trouble. */
const THROTTLED_MIN = 5;
const THROTTLED_PER_ACCEPTED = 2;

/** Undefined when none was commanded, so nothing is known. A role that refuses makes its instances Unreachable, too. */
function endOf(target: CompletedTarget): 'good' | 'bad' | undefined {
  if (isThrottledHeavily(target)) return 'bad';
  const { planned, outcomes } = target;
  const commanded = planned - (outcomes.Skipped ?? 0) - (outcomes.Deferred ?? 0);
  if (commanded <= 0) return undefined;
  return 2 * (outcomes.Unreachable ?? 0) >= commanded ? 'bad' : 'good';
}

function isThrottledHeavily({ commands: { throttled, accepted } }: CompletedTarget): boolean {
  return throttled >= THROTTLED_MIN && throttled >= THROTTLED_PER_ACCEPTED * accepted;
}
