import { decideTarget, type TargetInput } from '../core/decide-target.ts';
import { runIdOfKey } from '../core/target-identity.ts';
import type { TargetEffect } from '../core/target-state.ts';
import { rememberCommand } from './command-pointer.ts';
import { failTogether } from './fail-together.ts';
import { moveTarget, type Moved } from './move-target.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { performEffect } from './perform-effect.ts';
import { readControl } from './run-control-item.ts';
import { targetAggregate } from './target-aggregate.ts';

/** A batch holds ten targets: ten sends of each, at a third of a second, leave half of the function's minute. */
const SENDS_MAX = 10;

/**
 * Tells a target what was heard, then does what its decision allows and tells it what came of that, until it rests.
 * An error on the way does not stop what was already decided; it is thrown at the end.
 */
export async function advanceTarget(
  effects: PatchingEffects,
  key: string,
  inputs: readonly TargetInput[],
): Promise<void> {
  const aggregate = targetAggregate(effects);
  const { functionTimeoutMs } = effects;
  const errors: unknown[] = [];
  let control = await readControl(effects, runIdOfKey(key));
  let sends = 0;

  let moved = await move(inputs);
  const wanted = [...moved.effects];
  for (let effect = wanted.shift(); effect !== undefined; effect = wanted.shift()) {
    if (effect.effect === 'send') sends += 1;
    const performed = await performEffect(effects, moved.state, effect);
    control = performed.control ?? control;
    if (performed.error !== undefined) errors.push(performed.error);
    if (performed.input === undefined) continue;
    moved = await move([performed.input]);
    wanted.push(...moved.effects);
    if (performed.input.kind === 'accepted') await remember(performed.input.commandId);
  }
  failTogether(errors);

  async function move(heard: readonly TargetInput[]): Promise<Moved<TargetEffect>> {
    const context = { control, functionTimeoutMs, maySend: sends < SENDS_MAX };
    const result = await moveTarget(aggregate, key, (state, now) => decideTarget(state, heard, { ...context, now }));
    if (result.error !== undefined) errors.push(result.error);
    return result;
  }

  async function remember(commandId: string): Promise<void> {
    try {
      await rememberCommand(effects, commandId, key);
    } catch (error) {
      errors.push(error);
    }
  }
}
