import { advance } from '#shared/choreography/advance.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import type { Permits } from '../core/admit-targets.ts';
import { breakerHoldsUntil, breakerKeyOf } from '../core/breaker.ts';
import type { Refusal } from '../core/hold-targets.ts';
import { isHeldBy, LOCK_OUTLIVES_WAVE_MS, lockKeyOf, takeLock, type LockTaken } from '../core/target-lock.ts';
import type { WaveOrder } from '../core/wave-state.ts';
import type { AdmissionEffects } from './admission-effects.ts';

/** Asks each candidate's breaker and takes its lock. A crash after it costs nothing: a lock names its wave. */
export async function askPermits(
  effects: AdmissionEffects,
  order: WaveOrder,
  candidates: readonly PlannedTarget[],
): Promise<Permits> {
  const answers = await Promise.all(candidates.map((target) => refusalOf(effects, order, target)));
  const granted = candidates.filter((_, index) => answers[index] === undefined).map(({ ordinal }) => ordinal);
  return { granted, refused: answers.filter((answer) => answer !== undefined) };
}

async function refusalOf(
  effects: AdmissionEffects,
  order: WaveOrder,
  target: PlannedTarget,
): Promise<Refusal | undefined> {
  const { ordinal } = target;
  const breaker = await effects.breakers.items.load(breakerKeyOf(target));
  const openUntil = breakerHoldsUntil(breaker?.state, effects.clock.now());
  if (openUntil !== undefined) return { ordinal, reason: 'BreakerOpen', until: openUntil, by: '' };
  const claim: LockTaken = {
    status: 'Taken', runId: order.runId, wave: order.wave, until: order.notAfter + LOCK_OUTLIVES_WAVE_MS,
  };
  const { state } = await advance(effects.locks, lockKeyOf(target), (lock, now) => takeLock(lock, claim, now));
  if (state?.status !== 'Taken' || isHeldBy(state, claim)) return undefined;
  return { ordinal, reason: 'LockedByAnotherRun', until: state.until, by: `run ${state.runId}, wave ${state.wave},` };
}
