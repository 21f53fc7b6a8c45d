import { errorsAllowed, showQuota } from '#shared/domain/quota.ts';

import type { PlanFacts } from '../plan/plan-facts.ts';
import { errorsInRun } from './errors-in-run.ts';
import { haltRun } from './halt-run.ts';
import { PLANNER } from './planner-identity.ts';
import type { RunDecision } from './run-decision.ts';
import type { PlannedRun } from './run-state.ts';

/** More errors than the whole run may have halt all of it; undefined where they are not too many, or it was stopped before. */
export function haltOverErrors(run: PlannedRun, plan: PlanFacts): RunDecision<PlannedRun> | undefined {
  const { maxErrorsInRun } = plan;
  if (maxErrorsInRun === undefined) return undefined;
  const planned = plan.waves.reduce((sum, { instances }) => sum + instances, 0);
  const allowed = errorsAllowed(maxErrorsInRun, planned);
  const errors = errorsInRun(run, plan);
  if (errors <= allowed) return undefined;
  const reason = `${String(errors)} errors in all waves together, ${String(allowed)} are allowed (maxErrorsInRun ${showQuota(maxErrorsInRun)} of ${String(planned)} instances)`;
  return haltRun(run, plan, { by: PLANNER, reason });
}
