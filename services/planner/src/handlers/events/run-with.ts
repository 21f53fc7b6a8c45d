import type { EndedRun, PlanKeys, PlannedRun, RejectedRun, ResolvingRun, RunState } from '../../core/run/run-state.ts';

/** Thrown: an entry stands in the outbox of a run that can never have promised it. A bug. */
class ImpossibleEntry extends Error {
  constructor(run: RunState, expected: string) {
    super(`run ${run.runId}: found an outbox entry of a run that is ${run.phase}, expected ${expected}.`);
    this.name = 'ImpossibleEntry';
  }
}

export function acceptedRun(run: RunState): Exclude<RunState, RejectedRun | ResolvingRun> {
  if (run.phase === 'rejected' || run.phase === 'resolving') throw new ImpossibleEntry(run, 'an accepted one');
  return run;
}

export function runWithPlan(run: RunState): (PlannedRun | EndedRun) & { plan: PlanKeys } {
  if ((run.phase !== 'planned' && run.phase !== 'ended') || run.plan === undefined) throw new ImpossibleEntry(run, 'one with a plan');
  return { ...run, plan: run.plan };
}

export function endedRun(run: RunState): EndedRun {
  if (run.phase !== 'ended') throw new ImpossibleEntry(run, 'an ended one');
  return run;
}
