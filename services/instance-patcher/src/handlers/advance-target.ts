import type { ItemStore } from '#shared/choreography/item.ts';

import { decideTarget, type TargetInput } from '../core/decide-target.ts';
import { noPlannedPart, type PlannedPart } from '../core/planned-part.ts';
import { runIdOfKey } from '../core/target-identity.ts';
import type { TargetEffect, TargetState } from '../core/target-state.ts';
import { rememberCommand } from './command-pointer.ts';
import { failTogether } from './fail-together.ts';
import { moveTarget, type Moved } from './move-target.ts';
import type { Patching } from './patching-effects.ts';
import { performEffect } from './perform-effect.ts';
import type { Performed } from './performed.ts';
import { readControl } from './run-control-item.ts';
import { targetAggregate } from './target-aggregate.ts';

/** A batch holds ten targets: ten sends of each, at a third of a second, leave half of the function's minute. */
const SENDS_MAX = 10;

/**
 * Tells a target what was heard, then does what its decision allows and tells it what came of that, until it rests.
 * An error on the way does not stop what was already decided; it is thrown at the end.
 */
export async function advanceTarget(effects: Patching, key: string, inputs: readonly TargetInput[]): Promise<void> {
  const { functionTimeoutMs } = effects;
  const errors: unknown[] = [];
  let control = await readControl(effects, runIdOfKey(key));
  const restore = effects.restores === undefined ? undefined : await effects.restores.last();
  let sends = 0;

  let moved = await move(inputs);
  const wanted = [...moved.effects];
  for (let effect = wanted.shift(); effect !== undefined; effect = wanted.shift()) {
    if (effect.effect === 'send') sends += 1;
    const performed = await attempt(() => performEffect(effects, moved.state, { ...effect, restore }));
    control = performed.control ?? control;
    if (performed.error !== undefined) errors.push(performed.error);
    if (performed.input === undefined) continue;
    moved = await move([performed.input]);
    wanted.push(...moved.effects);
    if (performed.input.kind === 'accepted') await remember(performed.input.commandId);
  }
  failTogether(errors);

  async function move(heard: readonly TargetInput[]): Promise<Moved<TargetEffect>> {
    let slice = noPlannedPart;
    const aggregate = targetAggregate(effects);
    const items = onceLoaded(aggregate.items, async (state) => {
      slice = await plannedPart(effects, state, heard);
    });
    const context = { control, restore, functionTimeoutMs, maySend: sends < SENDS_MAX };
    const decide = (state: TargetState | undefined, now: number) => decideTarget(state, heard, { ...context, slice, now });
    const result = await moveTarget({ ...aggregate, items }, key, decide);
    if (result.error !== undefined) errors.push(result.error);
    return result;
  }

  async function remember(commandId: string): Promise<void> {
    const { error } = await attempt(async () => {
      await rememberCommand(effects, commandId, key);
      return {};
    });
    if (error !== undefined) errors.push(error);
  }
}

async function attempt(perform: () => Promise<Performed>): Promise<Performed> {
  try {
    return await perform();
  } catch (error) {
    return { error };
  }
}

/** Reads what a decision needs beside the item between the item's reading and the decision. */
function onceLoaded<State, Recipe>(
  items: ItemStore<State, Recipe>,
  prepare: (state: State | undefined) => Promise<void>,
): ItemStore<State, Recipe> {
  return {
    save: (item) => items.save(item),
    async load(key) {
      const item = await items.load(key);
      await prepare(item?.state);
      return item;
    },
  };
}

/** An ended target decides nothing that needs its slice, and one that nobody admitted has none. */
async function plannedPart(
  { slices }: Patching,
  state: TargetState | undefined,
  heard: readonly TargetInput[],
): Promise<PlannedPart> {
  if (state?.status === 'Working') return slices.of(state);
  const admitted = state === undefined ? heard.find(({ kind }) => kind === 'admitted') : undefined;
  if (admitted?.kind !== 'admitted') return noPlannedPart;
  const { sliceKey, sliceSha256, instances } = admitted.admission.admitted;
  return slices.of({ sliceKey, sliceSha256, planned: instances });
}
