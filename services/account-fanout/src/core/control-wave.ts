import type { RunControl } from '#shared/events/scalars.ts';

import type { WaveStep } from './wave-state.ts';

/** A higher number only: the planner's words may arrive in any order. */
export function controlWave(step: WaveStep, control: RunControl): WaveStep {
  if (step.state.ending !== undefined || control.seq <= step.state.control.seq) return step;
  return { ...step, state: { ...step.state, control } };
}
