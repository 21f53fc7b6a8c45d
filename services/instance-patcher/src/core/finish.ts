import { countOutcomes } from '#shared/domain/outcome-counts.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { errorsOf } from './errors-of-target.ts';
import { keptShares } from './kept-shares.ts';
import type { Context } from './step.ts';
import type { EndedTarget, TargetEffect, TargetRecipe, WorkingTarget } from './target-state.ts';

interface Finished {
  target: WorkingTarget | EndedTarget;
  events: readonly TargetRecipe[];
  effects: readonly TargetEffect[];
}

/** Says that the target is done, or that it has new errors or is done with a lent group while it goes on, or nothing. */
export function finish(target: WorkingTarget, { slice, now }: Context): Finished {
  const kept = keptShares(target, slice);
  if (!target.outcomes.includes(UNDECIDED)) return ended({ ...target, kept }, now);
  const errors = errorsOf(target);
  if (errors <= target.errors && kept === target.kept) return { target, events: [], effects: [] };
  const step = target.step + 1;
  const outcomes = countOutcomes(target.outcomes);
  return {
    target: { ...target, errors, step, kept },
    events: [{ event: 'TargetProgressed', step, errors, outcomes, ...(kept === undefined ? {} : { kept }) }],
    effects: [],
  };
}

function ended(target: WorkingTarget, now: number): Finished {
  const { accepted, throttled } = target.counters;
  return {
    target: { ...target, errors: errorsOf(target), status: 'Ended', endedAt: now },
    events: [{ event: 'TargetCompleted' }],
    // A target of which SSM was never asked has seen nothing.
    effects: accepted + throttled > 0 ? [{ effect: 'remember' }] : [],
  };
}
