import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { DISCOVERY_CHUNK_TARGETS_MAX } from '#shared/events/discovery-requested.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { elementAt } from '../element-at.ts';

/** Which accounts each wave means, fixed when the run was accepted, and the targets to be listed for all waves. */
export interface Scope {
  runId: string;
  /** Per wave, in the order of the definition: its accounts, sorted. */
  waveAccounts: readonly (readonly string[])[];
  /** Sorted by account and region; 20 make a chunk. */
  targets: readonly AccountRegion[];
}

export function scopeOf(runId: string, definition: RunDefinition, waveAccounts: readonly (readonly string[])[]): Scope {
  const regionsOf = new Map<string, Set<string>>();
  definition.waves.forEach(({ select }, ordinal) => {
    for (const accountId of elementAt(waveAccounts, ordinal)) {
      regionsOf.set(accountId, new Set([...(regionsOf.get(accountId) ?? []), ...select.regions]));
    }
  });
  const targets = [...regionsOf].sort(byKey).flatMap(([accountId, regions]) => [...regions].sort().map((region) => ({ accountId, region })));
  return { runId, waveAccounts, targets };
}

export function chunksOf({ targets }: Scope): number {
  return Math.ceil(targets.length / DISCOVERY_CHUNK_TARGETS_MAX);
}

export function targetsOfChunk({ targets }: Scope, chunk: number): readonly AccountRegion[] {
  return targets.slice(chunk * DISCOVERY_CHUNK_TARGETS_MAX, (chunk + 1) * DISCOVERY_CHUNK_TARGETS_MAX);
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : 1;
}
