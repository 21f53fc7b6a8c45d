import { notPlannedReasons, type NotPlanned } from '#shared/domain/plan.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { elementAt } from '../element-at.ts';
import type { Placement } from './place-instance.ts';

export type LeftOut = Extract<Placement, { reason: unknown }> & { id: string };

/** What of a target goes nowhere: one entry per reason, and per set of waves that took only a part. */
export function listLeftOut(target: AccountRegion, left: readonly LeftOut[], waves: readonly string[]): NotPlanned[] {
  const entries = new Map<string, NotPlanned>();
  for (const one of left) {
    const detail = detailOf(one, waves);
    const key = `${one.reason} ${detail ?? ''}`;
    const known = entries.get(key) ?? { reason: one.reason, ...target, instances: 0, instanceIds: [], ...(detail === undefined ? {} : { detail }) };
    known.instances += 1;
    known.instanceIds.push(one.id);
    entries.set(key, known);
  }
  return [...entries.values()].sort((one, other) => notPlannedReasons.indexOf(one.reason) - notPlannedReasons.indexOf(other.reason));
}

function detailOf(left: LeftOut, waves: readonly string[]): string | undefined {
  if (!('passedOverBy' in left)) return undefined;
  const names = left.passedOverBy.map((ordinal) => elementAt(waves, ordinal)).join(', ');
  return `not in the percentage that is taken by: ${names}; no other wave means it`;
}
