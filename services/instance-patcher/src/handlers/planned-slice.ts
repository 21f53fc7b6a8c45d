import { MissingObject } from '#shared/choreography/object-store.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { slice, type PlannedInstance, type Slice } from '#shared/domain/plan.ts';

import type { TargetFacts } from '../core/target-state.ts';
import type { PatchingEffects } from './patching-effects.ts';

/** Thrown: what lies in the bucket is not what was planned and approved, so nothing of it may be commanded. */
class OtherSlice extends Error {
  constructor(key: string, found: string, expected: string) {
    super(`${key}: found ${found}, expected ${expected} as the plan says. Was the run bucket written to by hand?`);
    this.name = 'OtherSlice';
  }
}

type Planned = Pick<TargetFacts, 'sliceKey' | 'sliceSha256' | 'planned'>;

/** The target's instances in the order of their ordinals. */
export async function plannedSlice({ objects }: Pick<PatchingEffects, 'objects'>, planned: Planned): Promise<Slice> {
  const { sliceKey, sliceSha256 } = planned;
  const body = await objects.read(sliceKey);
  if (body === undefined) throw new MissingObject(sliceKey);
  const hash = sha256Of(body);
  if (hash !== sliceSha256) throw new OtherSlice(sliceKey, `SHA-256 ${hash}`, sliceSha256);
  const found = slice.parse(body);
  if (found.instances.length !== planned.planned) {
    throw new OtherSlice(sliceKey, `${found.instances.length} instances`, String(planned.planned));
  }
  return found;
}

/** In the order of their ordinals, as in every list of a command's instances. */
export function instancesAt({ instances }: Slice, ordinals: readonly number[]): PlannedInstance[] {
  const wanted = new Set(ordinals);
  return instances.filter((_, ordinal) => wanted.has(ordinal));
}

export function idsOf(slice: Slice, ordinals: readonly number[]): string[] {
  return instancesAt(slice, ordinals).map(({ id }) => id);
}
