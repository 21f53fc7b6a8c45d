import { endWithoutPlan } from './end-without-plan.ts';
import { CLAIM_MS, decided, type RunDecision } from './run-decision.ts';
import type { BuildingRun } from './run-state.ts';

/** A plan that is not there when its claim has run out is built once more, until the run's time is up. */
export function buildingDue(run: BuildingRun, now: number): RunDecision | undefined {
  if (now >= run.endsBefore) {
    return decided(endWithoutPlan(run, { status: 'Failed', reason: "the run's time was up before its plan could be made", now }), { type: 'RunCompleted' });
  }
  if (now < run.retryAt) return undefined;
  return { state: { ...run, retryAt: now + CLAIM_MS }, events: [], effects: ['BuildPlan'] };
}
