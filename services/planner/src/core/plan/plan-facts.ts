import type { Manifest } from '#shared/domain/plan.ts';

export interface WaveFacts {
  name: string;
  hash: string;
  /** Ordinals of the waves that must have passed before. */
  dependsOn: readonly number[];
  bakeSeconds: number;
  instances: number;
}

/** What a decision needs to know of the immutable plan; waves by ordinal. */
export interface PlanFacts {
  waves: readonly WaveFacts[];
}

export function planFactsOf({ waves }: Manifest): PlanFacts {
  return {
    waves: waves.map(({ name, hash, dependsOn, bakeSeconds, instances }) => ({
      name,
      hash,
      dependsOn: dependsOn.map((dependency) => waves.findIndex((wave) => wave.name === dependency)),
      bakeSeconds,
      instances,
    })),
  };
}
