import { advance, type Advanced } from '#shared/choreography/advance.ts';

import { planFactsOf, type PlanFacts } from '../core/plan/plan-facts.ts';
import { decideRunWith } from '../core/run/decide-run.ts';
import { foldIncoming } from '../core/run/fold-incoming.ts';
import type { Incoming } from '../core/run/incoming.ts';
import type { RunEffect } from '../core/run/run-decision.ts';
import type { RunState } from '../core/run/run-state.ts';
import { runKeyOf } from './planner-aggregates.ts';
import type { PlannerEffects } from './planner-effects.ts';
import { readManifest } from './run-objects.ts';

type Moved = Advanced<RunState, RunEffect>;

/** Takes all that came for a run into it, in one write. `run` is the run as it was read before; it only tells where the plan lies. */
export async function moveRun(effects: PlannerEffects, run: RunState, incoming: readonly Incoming[]): Promise<Moved> {
  const moved = await moveWithPlan(effects, run, incoming);
  const { state } = moved;
  // Since then another writer finished the plan: decide again, with it.
  return run.phase !== 'planned' && state?.phase === 'planned' ? moveWithPlan(effects, state, incoming) : moved;
}

async function moveWithPlan(effects: PlannerEffects, run: RunState, incoming: readonly Incoming[]): Promise<Moved> {
  const plan = await planOf(effects, run);
  return advance(effects.runs, runKeyOf(run.runId), foldIncoming(decideRunWith(plan), incoming));
}

async function planOf({ objects }: PlannerEffects, run: RunState): Promise<PlanFacts | undefined> {
  return run.phase === 'planned' ? planFactsOf(await readManifest(objects, run.plan.manifestKey)) : undefined;
}
