import { emptyBitmap } from '#shared/domain/bitmap.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { targetProgressed } from '#shared/events/target-progressed.ts';

import { haltBySum } from './halt-by-sum.ts';
import { haltWave } from './halt-wave.ts';
import { noteErrors } from './wave-errors.ts';
import { isInFlight, type WaveState, type WaveStep } from './wave-state.ts';

export type ProgressedTarget = DataOf<typeof targetProgressed>;

/** A target tells of new errors or of a budget that it is done with. Once it has completed, that was its last word. */
export function progressTarget(step: WaveStep, progressed: ProgressedTarget): WaveStep {
  if (!isInFlight(step.state, progressed.target)) return step;
  const { state, events } = haltWave(step, progressed);
  const errors = noteErrors(state.errors, progressed);
  const counted = errors === state.errors ? state : { ...state, errors };
  return haltBySum({ state: progressed.kept === undefined ? counted : withShareReturned(counted), events }, progressed);
}

/** Whoever waits for a share of a budget may ask for it again at once. */
export function withShareReturned(state: WaveState): WaveState {
  return state.budgetHeld === emptyBitmap ? state : { ...state, budgetHeld: emptyBitmap };
}
