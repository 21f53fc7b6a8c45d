import { CLAIM_MS, type RunDecision } from '../run/run-decision.ts';
import type { BuildingRun, DiscoveringRun } from '../run/run-state.ts';

/** Discovery is over, whether all answered or not: whoever saves this builds the plan. */
export function startBuilding(run: DiscoveringRun, now: number): RunDecision<BuildingRun> {
  const { runId, policyName, requestedBy, startedAt, control, endsBefore, chunks, answered } = run;
  return {
    state: {
      phase: 'building', runId, policyName, requestedBy, startedAt, control, endsBefore, chunks, answered,
      since: now, retryAt: now + CLAIM_MS,
    },
    events: [],
    effects: ['BuildPlan'],
  };
}
