import type { InventoryInstance } from '#shared/domain/inventory.ts';
import type { DisruptionBudget } from '#shared/domain/run-definition.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { groupNameOf } from '../budgets/group-name.ts';
import type { Candidate } from '../selection/percent-choice.ts';
import { wavesFor, type WaveSelection } from '../selection/place-instance.ts';

/** All that percentages and budgets must know of an instance: these are kept for the whole fleet at once. */
export interface CensusRecord extends Candidate {
  /** The target's ordinal in the scope. */
  target: number;
  /** By the budgets' ordinals; undefined where it is in no group. */
  groups: readonly (string | undefined)[];
}

interface CountedTarget {
  target: AccountRegion;
  ordinal: number;
  instances: readonly InventoryInstance[];
}

/** The instances of one target that some wave may take. */
export function countTarget({ target, ordinal, instances }: CountedTarget, waves: readonly WaveSelection[], budgets: readonly DisruptionBudget[]): CensusRecord[] {
  return instances.flatMap((instance) => {
    const open = wavesFor(instance, target, waves);
    if (open.length === 0) return [];
    return {
      id: instance.id,
      waves: open.reduce((bits, wave) => bits | (1 << wave), 0),
      target: ordinal,
      groups: budgets.map(({ groupBy }) => groupNameOf(groupBy, instance, target)),
    };
  });
}
