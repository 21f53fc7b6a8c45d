import { runDueAt } from '../core/run/run-due-at.ts';
import { renderRun } from './events/render-run.ts';
import type { HubEffects, PlannerEffects } from './planner-effects.ts';

export function runKeyOf(runId: string): string {
  return `RUN#${runId}`;
}

export function policyKeyOf(policyName: string): string {
  return `POLICY#${policyName}`;
}

/** The planner's two kinds of items on the effects of a service. */
export function plannerEffects({ items, objects, dueIndex, ...hub }: HubEffects): PlannerEffects {
  return {
    objects,
    dueIndex,
    runs: {
      ...hub, items: items(), runIdOf: ({ runId }) => runId, dueAt: runDueAt,
      render: (recipe, run) => renderRun(objects, recipe, run),
    },
    policies: {
      ...hub, items: items(), runIdOf: ({ runId }) => runId, dueAt: () => undefined,
      render: () => Promise.resolve([]),
    },
  };
}
