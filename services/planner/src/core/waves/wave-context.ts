import { elementAt } from '../element-at.ts';
import type { PlanFacts, WaveFacts } from '../plan/plan-facts.ts';
import type { RunRecipe } from '../run/run-recipe.ts';
import type { PlannedRun } from '../run/run-state.ts';
import type { WaveState } from './wave-state.ts';

/** One wave among the others of its run, at one moment. */
export interface WaveContext {
  run: PlannedRun;
  plan: PlanFacts;
  ordinal: number;
  now: number;
}

/** A wave's next state and what is to be said of it. */
export interface WaveStep {
  wave: WaveState;
  events: readonly RunRecipe[];
}

export function factsOf({ plan, ordinal }: WaveContext): WaveFacts {
  return elementAt(plan.waves, ordinal);
}

export function dependenciesOf(context: WaveContext): WaveState[] {
  return factsOf(context).dependsOn.map((ordinal) => elementAt(context.run.waves, ordinal));
}

/** When the last of the waves it depends on passed, epoch ms; undefined where none of them was worth a pause. */
export function lastPassedAt(context: WaveContext): number | undefined {
  const times = dependenciesOf(context).flatMap((wave) => (wave.status === 'Passed' ? (wave.passedAt ?? []) : []));
  return times.length === 0 ? undefined : Math.max(...times);
}
