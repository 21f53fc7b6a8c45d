import { countOutcomes } from '#shared/domain/outcome-counts.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { errorsOf } from './errors-of-target.ts';
import type { EndedTarget, TargetRecipe, WorkingTarget } from './target-state.ts';

interface Finished {
  target: WorkingTarget | EndedTarget;
  events: readonly TargetRecipe[];
}

/** Says that the target is done, or that it has new errors while it goes on, or nothing. */
export function finish(target: WorkingTarget, now: number): Finished {
  if (!target.outcomes.includes(UNDECIDED)) return { target: ended(target, now), events: [{ event: 'TargetCompleted' }] };
  const errors = errorsOf(target);
  if (errors <= target.errors) return { target, events: [] };
  const step = target.step + 1;
  return {
    target: { ...target, errors, step },
    events: [{ event: 'TargetProgressed', step, errors, outcomes: countOutcomes(target.outcomes) }],
  };
}

function ended(target: WorkingTarget, now: number): EndedTarget {
  return { ...target, errors: errorsOf(target), status: 'Ended', endedAt: now };
}
