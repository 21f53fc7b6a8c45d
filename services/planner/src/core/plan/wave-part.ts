import { sha256Of } from '#shared/domain/hash.ts';
import type { ManifestWave, PlannedTarget, WavePlan } from '#shared/domain/plan.ts';
import type { WaveDefinition } from '#shared/domain/run-definition.ts';
import { planPartKeyOf } from '#shared/domain/run-objects.ts';

export interface WavePart {
  /** The object that lists the wave's targets, and its key. */
  wavePlan: WavePlan;
  entry: ManifestWave;
}

/** A wave's part of the plan. Its hash covers all that an approver agrees to: who, with which options, how fast. */
export function wavePartOf(runId: string, definition: WaveDefinition, targets: readonly PlannedTarget[]): WavePart {
  const { name, dependsOn, bakeSeconds, priority } = definition;
  const rules = rulesOf(definition);
  const slices = targets.map(({ sliceSha256 }) => sliceSha256);
  const hash = sha256Of({ name, ...rules, slices });
  const wavePlan: WavePlan = { runId, wave: name, waveHash: hash, targets: [...targets] };
  return {
    wavePlan,
    entry: {
      name, hash, waveKey: planPartKeyOf(runId, sha256Of(wavePlan)),
      targets: targets.length,
      instances: targets.reduce((sum, target) => sum + target.instances, 0),
      dependsOn, bakeSeconds, priority, ...rules,
    },
  };
}

function rulesOf({ options, maxConcurrency, maxErrors, maxConcurrentAccounts, maxInstancesInFlight, maxErrorsInWave, windows }: WaveDefinition) {
  return {
    options, maxConcurrency, maxErrors, maxConcurrentAccounts, windows,
    ...(maxInstancesInFlight === undefined ? {} : { maxInstancesInFlight }),
    ...(maxErrorsInWave === undefined ? {} : { maxErrorsInWave }),
  };
}
