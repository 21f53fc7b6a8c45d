import { admits, isClosed } from './stop-reason.ts';
import { admissionEndsAt } from './time-up.ts';
import { waitingCount, type WaveState } from './wave-state.ts';

/** An admitted target that has not completed is asked for again after this long: its message may be lost. */
export const ASK_AGAIN_MS = 30 * 60_000;
/** A target that is locked, whose breaker is open or whose budget is in use is tried again after this long. */
export const RETRY_HELD_MS = 5 * 60_000;
/** Admission follows every event; this is only for the case that one got lost on its way. */
const LOOK_AGAIN_MS = 15 * 60_000;

export function nextLook(now: number): number {
  return now + LOOK_AGAIN_MS;
}

/** The earliest time at which the wave has something to do by itself, epoch ms. */
export function waveDueAt(state: WaveState): number | undefined {
  if (state.ending !== undefined) return undefined;
  const times = [state.askAgainAt, ...admissionTimes(state)].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** A paused wave still ends when its time is up. */
function admissionTimes(state: WaveState): readonly (number | undefined)[] {
  if (waitingCount(state) === 0 || isClosed(state)) return [];
  const endsAt = state.timeUp ? undefined : admissionEndsAt(state.order);
  return admits(state) ? [state.lookAt, state.retryAt, endsAt] : [endsAt];
}
