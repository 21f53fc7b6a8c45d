import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { planCreated } from '#shared/events/plan-created.ts';

import type { RunRecipe } from '../../core/run/run-recipe.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { readDefinition, readManifest } from '../run-objects.ts';
import { runWithPlan } from './run-with.ts';

type PlanCreated = Extract<RunRecipe, { type: 'PlanCreated' }>;

export async function renderPlan(objects: ObjectStore, { expiresAt, validUntil }: PlanCreated, run: RunState): Promise<readonly Fact[]> {
  const { runId, policyName, requestedBy, plan } = runWithPlan(run);
  const [definition, manifest] = await Promise.all([readDefinition(objects, runId), readManifest(objects, plan.manifestKey)]);
  const { required, quorum, approvers } = definition.approval;
  return [
    fact(planCreated, {
      runId, policyName, requestedBy, ...plan,
      planned: manifest.waves.reduce((sum, { instances }) => sum + instances, 0),
      waves: manifest.waves.map(({ name, hash, targets, instances }) => ({ name, hash, targets, instances })),
      approval: { required, quorum, approvers, expiresAt, validUntil },
    }),
  ];
}
