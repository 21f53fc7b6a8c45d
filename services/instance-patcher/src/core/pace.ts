import { FIRST_BACK_OFF_MS, LONGEST_BACK_OFF_MS, withJitter } from './back-off.ts';
import { targetKeyOf } from './target-identity.ts';
import type { TargetFacts } from './target-state.ts';

/** How fast a throttled account and region is asked: nothing is sent before `nextSendAt`, epoch ms. */
export interface Pace {
  intervalMs: number;
  nextSendAt: number;
}

/** Shorter than this is no pace: the way through the gate takes seconds anyway. */
const INTERVAL_MIN_MS = 15_000;

/** After a throttle: from 30 s on doubled, up to ten minutes. */
export function slower(target: TargetFacts, now: number): Pace {
  const { intervalMs = 0 } = target.pace ?? {};
  return paceOf(target, Math.min(LONGEST_BACK_OFF_MS, Math.max(FIRST_BACK_OFF_MS, 2 * intervalMs)), now);
}

/** After a send that was accepted: halved, until there is none. */
export function faster(target: TargetFacts, now: number): Pace | undefined {
  const intervalMs = (target.pace?.intervalMs ?? 0) / 2;
  return intervalMs < INTERVAL_MIN_MS ? undefined : paceOf(target, intervalMs, now);
}

function paceOf(target: TargetFacts, intervalMs: number, now: number): Pace {
  return { intervalMs, nextSendAt: now + withJitter(intervalMs, [targetKeyOf(target), target.counters]) };
}
