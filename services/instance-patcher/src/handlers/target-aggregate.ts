import type { Aggregate } from '#shared/choreography/advance.ts';

import { targetDueAt } from '../core/due.ts';
import type { TargetRecipe, TargetState } from '../core/target-state.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { targetFacts } from './target-facts.ts';

export function targetAggregate(effects: PatchingEffects): Aggregate<TargetState, TargetRecipe> {
  const { bus, dueQueue, clock } = effects;
  return {
    items: effects.items(),
    bus,
    dueQueue,
    clock,
    backOff: (attempt) => effects.backOff(attempt),
    runIdOf: ({ runId }) => runId,
    dueAt: targetDueAt,
    render: (recipe, state) => targetFacts(effects, recipe, state),
  };
}
