import type { Aggregate } from '#shared/choreography/advance.ts';
import { aggregateOf } from '#shared/choreography/hub-kit.ts';

import { targetDueAt } from '../core/due.ts';
import type { TargetRecipe, TargetState } from '../core/target-state.ts';
import type { Patching } from './patching-effects.ts';
import { targetFacts } from './target-facts.ts';

export function targetAggregate(effects: Patching): Aggregate<TargetState, TargetRecipe> {
  return aggregateOf<TargetState, TargetRecipe>(effects, {
    runIdOf: ({ runId }) => runId,
    dueAt: targetDueAt,
    render: (recipe, state) => targetFacts(effects, recipe, state),
  });
}
