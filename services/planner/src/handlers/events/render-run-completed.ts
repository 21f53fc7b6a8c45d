import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { addCommands, addOutcomes, noCommands } from '#shared/domain/outcome-counts.ts';
import type { ManifestWave } from '#shared/domain/plan.ts';
import { runCompleted } from '#shared/events/run-completed.ts';

import type { EndedRun, RunState } from '../../core/run/run-state.ts';
import { endedWaveOf } from '../../core/waves/ended-wave.ts';
import { elementAt } from '../../core/element-at.ts';
import { readManifest } from '../run-objects.ts';
import { endedRun } from './run-with.ts';

export async function renderRunCompleted(objects: ObjectStore, run: RunState): Promise<readonly Fact[]> {
  const ended = endedRun(run);
  const { runId, policyName, requestedBy, status, reason, startedAt, endedAt, plan } = ended;
  const waves = await endedWaves(objects, ended);
  return [
    fact(runCompleted, {
      runId, policyName, requestedBy, status, reason, ...plan, waves,
      planned: waves.reduce((sum, wave) => sum + wave.planned, 0),
      outcomes: waves.reduce((sum, wave) => addOutcomes(sum, wave.outcomes), {}),
      commands: waves.reduce((sum, wave) => addCommands(sum, wave.commands), noCommands),
      startedAt, endedAt,
    }),
  ];
}

async function endedWaves(objects: ObjectStore, { plan, waves, haltReason }: EndedRun) {
  if (plan === undefined) return [];
  const manifest = await readManifest(objects, plan.manifestKey);
  return manifest.waves.map(({ name, instances }: ManifestWave, ordinal) => ({
    name, planned: instances, ...endedWaveOf(elementAt(waves, ordinal), { planned: instances, ...(haltReason === undefined ? {} : { haltReason }) }),
  }));
}
