import { sha256Of } from '#shared/domain/hash.ts';
import type { Manifest, ManifestWave, NotPlanned } from '#shared/domain/plan.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';

import type { BuildingRun } from '../run/run-state.ts';

interface PlanParts {
  definition: RunDefinition;
  waves: readonly ManifestWave[];
  notPlanned: readonly NotPlanned[];
}

/** The head of the plan. The same run, waves and leftovers make the same object, however often it is built. */
export function manifestOf({ runId, policyName, requestedBy, since }: BuildingRun, { definition, waves, notPlanned }: PlanParts): Manifest {
  const { maxWavesAtOnce, maxErrorsInRun, freezes, calendars, alarms } = definition;
  return {
    runId, policyName, requestedBy,
    planHash: sha256Of(waves.map(({ hash }) => hash)),
    createdAt: since,
    waves: [...waves],
    maxWavesAtOnce, freezes, calendars, alarms,
    ...(maxErrorsInRun === undefined ? {} : { maxErrorsInRun }),
    notPlanned: [...notPlanned],
  };
}
