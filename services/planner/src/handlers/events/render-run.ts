import type { Fact } from '#shared/choreography/event-bus.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';

import type { RunRecipe } from '../../core/run/run-recipe.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { renderAnswer } from './render-answer.ts';
import { renderControl } from './render-control.ts';
import { renderDiscovery } from './render-discovery.ts';
import { renderPlan } from './render-plan.ts';
import { renderRunCompleted } from './render-run-completed.ts';
import { renderWave } from './render-wave.ts';

/** The events that an outbox entry of a run promises. */
export async function renderRun(objects: ObjectStore, recipe: RunRecipe, run: RunState): Promise<readonly Fact[]> {
  if ('wave' in recipe) return renderWave(objects, recipe, run);
  if ('by' in recipe) return [renderControl(recipe, run)];
  switch (recipe.type) {
    case 'RunRejected':
    case 'RunAccepted':
      return renderAnswer(objects, run);
    case 'DiscoveryRequested':
      return renderDiscovery(objects, recipe, run);
    case 'PlanCreated':
      return renderPlan(objects, recipe, run);
    case 'RunCompleted':
      return renderRunCompleted(objects, run);
  }
}
