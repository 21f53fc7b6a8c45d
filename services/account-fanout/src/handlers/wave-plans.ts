import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { wavePlan, type PlannedTarget } from '#shared/domain/plan.ts';

/** Plans that a warm function keeps parsed: one of 4,000 targets takes about 2 MB and 20 ms to read. */
const KEPT_MAX = 4;

export interface WavePlans {
  /** The targets of a wave in the order of their ordinals. */
  targetsOf(waveKey: string): Promise<readonly PlannedTarget[]>;
}

export function createWavePlans(objects: ObjectStore): WavePlans {
  const kept = new Map<string, readonly PlannedTarget[]>();
  return {
    async targetsOf(waveKey) {
      const known = kept.get(waveKey);
      if (known !== undefined) return known;
      const { targets } = await readObject(objects, waveKey, wavePlan);
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      kept.set(waveKey, targets);
      return targets;
    },
  };
}
