import { outcomeLetter, outcomeOfLetter } from '#shared/domain/outcomes.ts';
import type { Slice } from '#shared/domain/plan.ts';

/** Ids of a slice's instances whose letter says Deferred. */
export function deferredInstances({ instances }: Slice, letters: string): string[] {
  return instances.flatMap(({ id }, ordinal) => (outcomeOfLetter(letters.charAt(ordinal)) === 'Deferred' ? id : []));
}

export function hasDeferred(letters: string): boolean {
  return letters.includes(outcomeLetter('Deferred'));
}
