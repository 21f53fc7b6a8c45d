import { MissingObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { slice, type PlannedInstance, type Slice } from '#shared/domain/plan.ts';

import type { TargetFacts } from '../core/target-state.ts';

/** Thrown: what lies in the bucket is not what was planned and approved, so nothing of it may be commanded. */
class OtherSlice extends Error {
  constructor(key: string, found: string, expected: string) {
    super(`${key}: found ${found}, expected ${expected} as the plan says. Was the run bucket written to by hand?`);
    this.name = 'OtherSlice';
  }
}

type Planned = Pick<TargetFacts, 'sliceKey' | 'sliceSha256' | 'planned'>;

/** The slices of targets, their instances in the order of their ordinals. */
export interface PlannedSlices {
  of(planned: Planned): Promise<Slice>;
}

/** A batch moves ten targets; a slice of 2,000 instances takes a megabyte. */
const KEPT_MAX = 20;

/** Every decision needs its slice, and reading one anew costs more than deciding: the last ones stay, by their hash. */
export function rememberSlices(objects: ObjectStore): PlannedSlices {
  const kept = new Map<string, Slice>();
  return {
    async of(planned) {
      const found = kept.get(planned.sliceSha256) ?? (await readSlice(objects, planned));
      if (found.instances.length !== planned.planned) {
        throw new OtherSlice(planned.sliceKey, `${found.instances.length} instances`, String(planned.planned));
      }
      kept.set(planned.sliceSha256, found);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      return found;
    },
  };
}

async function readSlice(objects: ObjectStore, { sliceKey, sliceSha256 }: Planned): Promise<Slice> {
  const body = await objects.read(sliceKey);
  if (body === undefined) throw new MissingObject(sliceKey);
  const hash = sha256Of(body);
  if (hash !== sliceSha256) throw new OtherSlice(sliceKey, `SHA-256 ${hash}`, sliceSha256);
  return slice.parse(body);
}

/** In the order of their ordinals, as in every list of a command's instances. */
export function instancesAt({ instances }: Slice, ordinals: readonly number[]): PlannedInstance[] {
  const wanted = new Set(ordinals);
  return instances.filter((_, ordinal) => wanted.has(ordinal));
}

export function idsOf(slice: Slice, ordinals: readonly number[]): string[] {
  return instancesAt(slice, ordinals).map(({ id }) => id);
}
