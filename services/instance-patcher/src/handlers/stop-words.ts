import { stopKeyOf } from '#shared/domain/run-objects.ts';
import type { RunControl } from '#shared/events/scalars.ts';

import type { TargetFacts } from '../core/target-state.ts';
import type { PatchingEffects } from './patching-effects.ts';

type Bucket = Pick<PatchingEffects, 'objects'>;

/**
 * Halts and aborts are final, so they are also kept where no restore of a table reaches: a planner that has forgotten
 * them does not say them again. Pauses are not kept: whoever resumed may be forgotten, too.
 */
export async function noteStops({ objects }: Bucket, runId: string, heard: readonly RunControl[]): Promise<void> {
  const waves = new Set(heard.flatMap(({ haltedWaves }) => haltedWaves));
  for (const wave of waves) await objects.putOnce(stopKeyOf({ runId, wave }), { runId, wave });
  if (heard.some(({ state }) => state === 'Aborted')) await objects.putOnce(stopKeyOf({ runId }), { runId });
}

export async function recallStop({ objects }: Bucket, { runId, wave }: TargetFacts): Promise<TargetFacts['recalledStop']> {
  if ((await objects.read(stopKeyOf({ runId }))) !== undefined) return 'RunAborted';
  return (await objects.read(stopKeyOf({ runId, wave }))) === undefined ? undefined : 'WaveHalted';
}
