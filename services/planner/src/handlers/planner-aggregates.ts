import { aggregateOf, silentAggregateOf } from '#shared/choreography/hub-kit.ts';

import type { AlarmRuns } from '../core/control/alarm-runs.ts';
import type { PolicyLock } from '../core/request/policy-lock.ts';
import type { RunRecipe } from '../core/run/run-recipe.ts';
import type { RunState } from '../core/run/run-state.ts';
import { runDueAt } from '../core/run/run-due-at.ts';
import { renderRun } from './events/render-run.ts';
import type { PlannerEffects, PlannerKit } from './planner-effects.ts';

export function runKeyOf(runId: string): string {
  return `RUN#${runId}`;
}

export function policyKeyOf(policyName: string): string {
  return `POLICY#${policyName}`;
}

export function alarmKeyOf(arn: string): string {
  return `ALARM#${arn}`;
}

/** The planner's three kinds of items on the effects of a service. */
export function plannerEffects(kit: PlannerKit): PlannerEffects {
  const { objects, dueIndex } = kit;
  return {
    objects,
    dueIndex,
    runs: aggregateOf<RunState, RunRecipe>(kit, {
      runIdOf: ({ runId }) => runId,
      dueAt: runDueAt,
      render: (recipe, run) => renderRun(objects, recipe, run),
    }),
    policies: silentAggregateOf<PolicyLock>(kit),
    alarms: silentAggregateOf<AlarmRuns>(kit),
  };
}
