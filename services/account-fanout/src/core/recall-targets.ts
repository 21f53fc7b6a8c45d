import { nextLook } from './wave-clock.ts';
import type { WaveStep } from './wave-state.ts';

/** From now on every target is admitted, whatever stops the wave: what it had sent before the restore is found only so. */
export function recallTargets(step: WaveStep, now: number): WaveStep {
  const { state } = step;
  if (state.ending !== undefined || state.recalls === true) return step;
  return { ...step, state: { ...state, recalls: true, lookAt: nextLook(now) } };
}
