import { advance, type Advanced, type Aggregate } from '#shared/choreography/advance.ts';
import type { Item } from '#shared/choreography/item.ts';

import { decideTarget, type TargetInput } from '../core/decide-target.ts';
import type { Context } from '../core/step.ts';
import type { TargetEffect, TargetRecipe, TargetState } from '../core/target-state.ts';

export interface Moved extends Advanced<TargetState, TargetEffect> {
  /** The decision stands, but an alarm or an event of it did not get out. */
  error?: unknown;
}

type TargetAggregate = Aggregate<TargetState, TargetRecipe>;

/**
 * One decision about a target. Once it is saved, what it allows must be tried even if the queue or the bus fails right
 * after: a claim whose send is never tried would leave its instances in doubt for nothing. Alarm and events heal by
 * themselves; the error is handed on, so that the message comes again.
 */
export async function moveTarget(
  aggregate: TargetAggregate,
  key: string,
  { heard, context }: { heard: readonly TargetInput[]; context: Omit<Context, 'now'> },
): Promise<Moved> {
  let decided: readonly TargetEffect[] = [];
  let saved: Moved | undefined;
  const items = {
    load: (wanted: string) => aggregate.items.load(wanted),
    async save(item: Item<TargetState, TargetRecipe>) {
      const result = await aggregate.items.save(item);
      if (result === 'saved') saved ??= { state: item.state, effects: decided };
      return result;
    },
  };
  try {
    return await advance({ ...aggregate, items }, key, (state, now) => {
      const decision = decideTarget(state, heard, { ...context, now });
      decided = decision?.effects ?? [];
      return decision;
    });
  } catch (error) {
    if (saved === undefined) throw error;
    return { ...saved, error };
  }
}
