import { advance } from '#shared/choreography/advance.ts';
import { silentAggregateOf } from '#shared/choreography/hub-kit.ts';

import { nothingSeen, withTarget, type SeenState } from '../core/seen.ts';
import { seenKeyOf } from '../core/target-identity.ts';
import type { TargetState } from '../core/target-state.ts';
import type { PatchingEffects } from './patching-effects.ts';

/** What earlier targets saw of an account and region. */
export async function readSeen(
  effects: PatchingEffects,
  place: { accountId: string; region: string },
): Promise<SeenState> {
  const item = await effects.items<SeenState, never>().load(seenKeyOf(place));
  return item?.state ?? nothingSeen;
}

/** Adds what this target saw. Done once, after its end is saved: a crash in between loses samples, nothing else. */
export async function rememberTarget(effects: PatchingEffects, target: TargetState): Promise<void> {
  await advance(silentAggregateOf<SeenState>(effects), seenKeyOf(target), (known) => {
    const state = withTarget(known ?? nothingSeen, target);
    return state === undefined ? undefined : { state, events: [], effects: [] };
  });
}
