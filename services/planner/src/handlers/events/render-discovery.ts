import { missingBits } from '#shared/domain/bitmap.ts';
import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { discoveryRequested } from '#shared/events/discovery-requested.ts';

import type { RunRecipe } from '../../core/run/run-recipe.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { chunksOf, targetsOfChunk } from '../../core/scope/scope.ts';
import { readScope } from '../run-objects.ts';
import { acceptedRun } from './run-with.ts';

type DiscoveryRequested = Extract<RunRecipe, { type: 'DiscoveryRequested' }>;

export async function renderDiscovery(objects: ObjectStore, { except }: DiscoveryRequested, run: RunState): Promise<readonly Fact[]> {
  const { runId, endsBefore } = acceptedRun(run);
  const scope = await readScope(objects, runId);
  return missingBits(except, chunksOf(scope)).map((chunk) =>
    fact(discoveryRequested, { runId, chunk, targets: [...targetsOfChunk(scope, chunk)], notAfter: endsBefore }),
  );
}
