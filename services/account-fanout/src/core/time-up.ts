import { waitingCount, type WaveOrder, type WaveStep } from './wave-state.ts';

/** When the wave admits nothing more, epoch ms: the run's hard end, or the end of its window. */
export function admissionEndsAt({ notAfter, windowEndsAt }: WaveOrder): number {
  return Math.min(notAfter, windowEndsAt ?? notAfter);
}

/** Past its time a wave starts nothing more, whatever arrives in the same batch. */
export function noteTimeUp(step: WaveStep, now: number): WaveStep {
  const { state } = step;
  if (state.ending !== undefined || state.timeUp || now < admissionEndsAt(state.order) || waitingCount(state) === 0) return step;
  return { ...step, state: { ...state, timeUp: true } };
}
