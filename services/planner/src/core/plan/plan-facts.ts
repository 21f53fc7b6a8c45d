import type { Manifest } from '#shared/domain/plan.ts';
import type { Freeze, MaintenanceWindow } from '#shared/domain/run-definition.ts';
import type { PatchOptions, Quota } from '#shared/events/scalars.ts';

export interface WaveFacts {
  name: string;
  hash: string;
  /** Ordinals of the waves that must have passed before. */
  dependsOn: readonly number[];
  bakeSeconds: number;
  instances: number;
  options: PatchOptions;
  /** Of the waves that may start, the higher goes first. */
  priority: number;
  /** Empty: always open. */
  windows: readonly MaintenanceWindow[];
}

/** What a decision needs to know of the immutable plan; waves by ordinal. */
export interface PlanFacts {
  waves: readonly WaveFacts[];
  maxWavesAtOnce: number;
  /** Absent: the waves' own bounds only. */
  maxErrorsInRun?: Quota;
  freezes: readonly Freeze[];
}

export function planFactsOf({ waves, maxWavesAtOnce, maxErrorsInRun, freezes }: Manifest): PlanFacts {
  return {
    waves: waves.map(({ name, hash, dependsOn, bakeSeconds, instances, options, priority, windows }) => ({
      name,
      hash,
      dependsOn: dependsOn.map((dependency) => waves.findIndex((wave) => wave.name === dependency)),
      bakeSeconds,
      instances,
      options,
      priority,
      windows,
    })),
    maxWavesAtOnce,
    ...(maxErrorsInRun === undefined ? {} : { maxErrorsInRun }),
    freezes,
  };
}
