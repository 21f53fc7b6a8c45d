import { sha256Of } from '#shared/domain/hash.ts';
import type { Manifest, ManifestWave, NotPlanned } from '#shared/domain/plan.ts';

import type { BuildingRun } from '../run/run-state.ts';

/** The head of the plan. The same run, waves and leftovers make the same object, however often it is built. */
export function manifestOf({ runId, policyName, requestedBy, since }: BuildingRun, waves: readonly ManifestWave[], notPlanned: readonly NotPlanned[]): Manifest {
  return {
    runId, policyName, requestedBy,
    planHash: sha256Of(waves.map(({ hash }) => hash)),
    createdAt: since,
    waves: [...waves],
    notPlanned: [...notPlanned],
  };
}
