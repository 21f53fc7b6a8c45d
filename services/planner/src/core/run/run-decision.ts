import type { Decision } from '#shared/choreography/decision.ts';

import type { RunRecipe } from './run-recipe.ts';
import type { RunState } from './run-state.ts';

/** Slow work that only the planning function does, once the state that claims it is saved. */
export type RunEffect = 'ResolveScope' | 'BuildPlan';

export type RunDecision<State extends RunState = RunState> = Decision<State, RunRecipe, RunEffect>;

export function decided<State extends RunState>(state: State, ...events: RunRecipe[]): RunDecision<State> {
  return { state, events, effects: [] };
}

/** The claimed work is tried again after this: twice the planning function's timeout of 60 s. */
export const CLAIM_MS = 2 * 60_000;
