import { sumOfErrors, type WaveErrors } from './wave-errors.ts';
import type { WaveRecipe, WaveState, WaveStep } from './wave-state.ts';

/** Says a higher sum than the last, once for all that arrived together. */
export function tellErrors(step: WaveStep): WaveStep {
  const { state, events } = step;
  const sum = sumOfErrors(state.errors);
  if (sum <= state.errors.told) return step;
  const errors = { ...state.errors, told: sum, step: state.errors.step + 1 };
  return { state: { ...state, errors }, events: [...events, progressOf(errors)] };
}

/** What an unfinished wave has said so far, for whoever asks again: the first word may be lost. */
export function saidSoFar({ ending, errors, halt }: WaveState): WaveRecipe[] {
  if (ending !== undefined) return [];
  return [
    ...(errors.step > 0 ? [progressOf(errors)] : []),
    ...(halt === undefined ? [] : [{ type: 'WaveHalted' as const, halt }]),
  ];
}

function progressOf({ step, told }: WaveErrors): WaveRecipe {
  return { type: 'WaveProgressed', step, errors: told };
}
