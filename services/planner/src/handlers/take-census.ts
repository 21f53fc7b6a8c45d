import type { ObjectStore } from '#shared/choreography/object-store.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';

import { countTarget, type CensusRecord } from '../core/plan/census.ts';
import { needsCensus } from '../core/plan/plan-rules.ts';
import type { BuildingRun } from '../core/run/run-state.ts';
import type { Scope } from '../core/scope/scope.ts';
import type { WaveSelection } from '../core/selection/place-instance.ts';
import { readChunk } from './read-chunk.ts';

interface Fleet {
  definition: RunDefinition;
  scope: Scope;
  selections: readonly WaveSelection[];
}

/** One small record for each instance that some wave may take; none where no rule looks at the fleet as a whole. */
export async function takeCensus(objects: ObjectStore, run: BuildingRun, { definition, scope, selections }: Fleet): Promise<CensusRecord[]> {
  const records: CensusRecord[] = [];
  if (!needsCensus(definition)) return records;
  for (let chunk = 0; chunk < run.chunks; chunk += 1) {
    for (const { target, ordinal, inventory } of await readChunk(objects, run, { scope, chunk })) {
      records.push(...countTarget({ target, ordinal, instances: inventory?.instances ?? [] }, selections, definition.budgets));
    }
  }
  return records;
}
