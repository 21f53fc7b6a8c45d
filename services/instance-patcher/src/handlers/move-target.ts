import { advance, type Advanced, type Aggregate, type Decide } from '#shared/choreography/advance.ts';
import type { Item } from '#shared/choreography/item.ts';

import type { TargetRecipe, TargetState } from '../core/target-state.ts';

export interface Moved<Effect> extends Advanced<TargetState, Effect> {
  /** The decision stands, but an alarm or an event of it did not get out. */
  error?: unknown;
}

type TargetAggregate = Aggregate<TargetState, TargetRecipe>;

/**
 * One decision about a target. Once it is saved, what it allows must be tried even if the queue or the bus fails right
 * after: a claim whose send is never tried would hold its instances for nothing, and one that is marked would leave
 * them in doubt. Alarm and events heal by themselves; the error is handed on, so that the message comes again.
 */
export async function moveTarget<Effect>(
  aggregate: TargetAggregate,
  key: string,
  decide: Decide<TargetState, TargetRecipe, Effect>,
): Promise<Moved<Effect>> {
  let decided: readonly Effect[] = [];
  let saved: Moved<Effect> | undefined;
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
      const decision = decide(state, now);
      decided = decision?.effects ?? [];
      return decision;
    });
  } catch (error) {
    if (saved === undefined) throw error;
    return { ...saved, error };
  }
}
