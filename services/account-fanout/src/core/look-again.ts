import { emptyBitmap } from '#shared/domain/bitmap.ts';

import { admittedRecipes } from './admitted-recipes.ts';
import { ASK_AGAIN_MS, nextLook } from './wave-clock.ts';
import { isInFlight, type WaveState, type WaveStep } from './wave-state.ts';

/** Does what is due by now and nothing else, so that a stale alarm is a no-op. */
export function lookAgain(step: WaveStep, now: number): WaveStep {
  if (step.state.ending !== undefined) return step;
  return askAgain(retryHeld(postponeLook(step, now), now), now);
}

function postponeLook(step: WaveStep, now: number): WaveStep {
  return step.state.lookAt > now ? step : { ...step, state: { ...step.state, lookAt: nextLook(now) } };
}

function retryHeld(step: WaveStep, now: number): WaveStep {
  const { retryAt, ...rest } = step.state;
  return retryAt === undefined || retryAt > now ? step : { ...step, state: { ...rest, held: emptyBitmap, budgetHeld: emptyBitmap } };
}

/** The same targets as before, so nothing new is counted as in flight. */
function askAgain({ state, events }: WaveStep, now: number): WaveStep {
  if (state.askAgainAt === undefined || state.askAgainAt > now) return { state, events };
  return {
    state: { ...state, askAgainAt: now + ASK_AGAIN_MS },
    events: [...events, ...admittedRecipes(inFlight(state))],
  };
}

function inFlight(state: WaveState): number[] {
  return Array.from({ length: state.order.targets }, (_, ordinal) => ordinal).filter((ordinal) => isInFlight(state, ordinal));
}
