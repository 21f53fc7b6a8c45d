import { advance } from '#shared/choreography/advance.ts';
import { hasBit } from '#shared/domain/bitmap.ts';

import { breakerKeyOf, tellBreaker } from '../core/breaker.ts';
import type { CompletedTarget } from '../core/complete-target.ts';
import type { ReturnLent } from '../core/lending-round.ts';
import { lockKeyOf, releaseLock, type LockHolder } from '../core/target-lock.ts';
import type { WaveState } from '../core/wave-state.ts';
import type { AdmissionEffects } from './admission-effects.ts';
import { returnLent } from './return-shares.ts';

/**
 * Frees the locks of completed targets and tells their breakers. Also for a repeated message: the first one may have
 * died between its save and this. The lock last, or the next run could start before the breaker knows.
 */
export async function giveBackCompleted(
  effects: AdmissionEffects,
  state: WaveState,
  completed: readonly CompletedTarget[],
): Promise<void> {
  for (const target of completed) {
    if (!hasBit(state.completed, target.target)) continue;
    await advance(effects.breakers, breakerKeyOf(target), (breaker) => tellBreaker(breaker, target));
    await free(effects, target, state.order);
  }
}

/** Once the wave has ended nobody admits for it any more, so what it took in vain is free for others. */
export async function giveBackSpare(
  effects: AdmissionEffects,
  state: WaveState,
  granted: readonly number[],
): Promise<void> {
  if (state.ending === undefined) return;
  const targets = await effects.wavePlans.targetsOf(state.order.waveKey);
  const spare = targets.filter(({ ordinal }) =>
    !hasBit(state.admitted, ordinal) && (hasBit(state.spareLocks, ordinal) || granted.includes(ordinal)),
  );
  const { runId, wave } = state.order;
  await returnLent(effects, { runId, wave, round: Infinity }, spare);
  for (const target of spare) await free(effects, target, state.order);
}

/** Those of a round that did not start, be it for a lock, a pause or one missing share, leave their shares to others. */
export async function giveBackUnused(
  effects: AdmissionEffects,
  { order: { runId, wave, waveKey } }: WaveState,
  { round, targets: ordinals }: ReturnLent,
): Promise<void> {
  const targets = await effects.wavePlans.targetsOf(waveKey);
  await returnLent(effects, { runId, wave, round }, targets.filter(({ ordinal }) => ordinals.includes(ordinal)));
}

async function free(
  effects: AdmissionEffects,
  target: { accountId: string; region: string },
  { runId, wave }: LockHolder,
): Promise<void> {
  await advance(effects.locks, lockKeyOf(target), (lock) => releaseLock(lock, { runId, wave }));
}
