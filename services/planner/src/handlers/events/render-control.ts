import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { runControlRefused } from '#shared/events/run-control-refused.ts';

import type { RunRecipe } from '../../core/run/run-recipe.ts';
import type { RunState } from '../../core/run/run-state.ts';

type ControlRecipe = Extract<RunRecipe, { by: unknown }>;

export function renderControl(recipe: ControlRecipe, run: RunState): Fact {
  const { runId } = run;
  if (recipe.type === 'RunControlRefused') {
    return fact(runControlRefused, { runId, action: recipe.action, requestedBy: recipe.by, reason: recipe.reason });
  }
  const { seq, state, halted, by, reason } = recipe;
  // No wave was halted in a run that was rejected: it never had any.
  const haltedWaves = run.phase === 'rejected' ? [] : run.control.haltedWaves.slice(0, halted);
  return fact(runControlChanged, { runId, control: { seq, state, haltedWaves }, by, reason });
}
