import type { RunEnding } from '#shared/domain/status.ts';

import { reportAwaited } from './await-report.ts';
import type { BuildingRun, DiscoveringRun, EndedRun } from './run-state.ts';

/** The end of a run that never had a plan, hence no waves and no sums. */
export function endWithoutPlan(run: DiscoveringRun | BuildingRun, end: { status: RunEnding; reason: string; now: number }): EndedRun {
  const { runId, policyName, requestedBy, startedAt, control, endsBefore } = run;
  const ended: EndedRun = {
    phase: 'ended', runId, policyName, requestedBy, startedAt, control, endsBefore,
    status: end.status, reason: end.reason, endedAt: end.now, waves: [],
  };
  return reportAwaited(ended, end.now);
}
