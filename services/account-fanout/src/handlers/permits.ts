import { advance } from '#shared/choreography/advance.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import type { Permits } from '../core/admit-targets.ts';
import { breakerHoldsUntil, breakerKeyOf } from '../core/breaker.ts';
import { lentGroupsOf } from '../core/candidates.ts';
import type { Refusal } from '../core/hold-targets.ts';
import { isLockStale } from '../core/lock-is-stale.ts';
import { isHeldBy, LOCK_OUTLIVES_WAVE_MS, lockKeyOf, takeLock, takeOverLock, type LockHolder, type LockState, type LockTaken } from '../core/target-lock.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import type { WaveOrder, WaveState } from '../core/wave-state.ts';
import type { AdmissionEffects } from './admission-effects.ts';
import { lendShares } from './lend-shares.ts';

export interface Candidates {
  candidates: readonly PlannedTarget[];
  /** All targets of the wave. */
  targets: readonly PlannedTarget[];
}

/**
 * Asks each candidate's breaker, takes its lock and then its budget shares. A crash after it costs nothing: a lock names
 * its wave, a share its target.
 */
export async function askPermits(
  effects: AdmissionEffects,
  { order, lendRound }: WaveState,
  { candidates, targets }: Candidates,
): Promise<Permits> {
  const answers = await Promise.all(candidates.map((target) => refusalOf(effects, order, target)));
  const locked = candidates.filter((_, index) => answers[index] === undefined);
  const askers = locked.filter(isBorrower);
  const { runId, wave, runStartedAt } = order;
  const shareless = askers.length === 0 ? [] : await lendShares(effects, { runId, runStartedAt, wave, round: lendRound, askers, targets });
  const refused = [...answers.filter((answer) => answer !== undefined), ...shareless];
  const granted = locked.map(({ ordinal }) => ordinal).filter((ordinal) => !shareless.some((refusal) => refusal.ordinal === ordinal));
  const asked = candidates.filter(isBorrower).map(({ ordinal }) => ordinal);
  return { granted, refused, ...(asked.length === 0 ? {} : { lending: { round: lendRound, asked } }) };
}

function isBorrower(target: PlannedTarget): boolean {
  return lentGroupsOf(target).length > 0;
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
  const state = await lockFor(effects, target, claim);
  if (state?.status !== 'Taken' || isHeldBy(state, claim)) return undefined;
  if (state.runId === order.runId) return { ordinal, reason: 'LockedByAnotherWave', until: state.until, by: `wave ${state.wave}` };
  return { ordinal, reason: 'LockedByAnotherRun', until: state.until, by: `run ${state.runId}, wave ${state.wave},` };
}

/** The lock as it stands after we asked for it: ours, or somebody's who is still at work there. */
async function lockFor(effects: AdmissionEffects, target: PlannedTarget, claim: LockTaken): Promise<LockState | undefined> {
  const key = lockKeyOf(target);
  const { state } = await advance(effects.locks, key, (lock, now) => takeLock(lock, claim, now));
  if (state?.status !== 'Taken' || isHeldBy(state, claim)) return state;
  if (!(await isDoneWith(effects, state, target))) return state;
  return (await advance(effects.locks, key, (lock) => takeOverLock(lock, state, claim))).state;
}

async function isDoneWith(effects: AdmissionEffects, holder: LockHolder, target: PlannedTarget): Promise<boolean> {
  const wave = (await effects.waves.items.load(waveKeyOf(holder)))?.state;
  const targets = wave === undefined ? [] : await effects.wavePlans.targetsOf(wave.order.waveKey);
  return isLockStale(wave, targets, target);
}
