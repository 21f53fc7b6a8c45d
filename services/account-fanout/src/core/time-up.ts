import { waitingCount, type WaveStep } from './wave-state.ts';

/** Past its `notAfter` a wave starts nothing more, whatever arrives in the same batch. */
export function noteTimeUp(step: WaveStep, now: number): WaveStep {
  const { state } = step;
  if (state.ending !== undefined || state.timeUp || now < state.order.notAfter || waitingCount(state) === 0) return step;
  return { ...step, state: { ...state, timeUp: true } };
}
