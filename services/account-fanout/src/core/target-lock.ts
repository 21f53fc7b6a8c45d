import type { Decision } from '#shared/choreography/decision.ts';

/** Which wave works in an (account, region): two patch jobs never run on one instance at once. */
export type LockState = { status: 'Free' } | LockTaken;

export interface LockTaken extends LockHolder {
  status: 'Taken';
  /** A lock whose release got lost ends here, epoch ms. */
  until: number;
}

export interface LockHolder {
  runId: string;
  wave: string;
}

type LockDecision = Decision<LockState, never> | undefined;

/** Everything of a wave has ended by its `notAfter`; one hour more for results that arrive late. */
export const LOCK_OUTLIVES_WAVE_MS = 60 * 60_000;

export function lockKeyOf({ accountId, region }: { accountId: string; region: string }): string {
  return `LOCK#${accountId}#${region}`;
}

export function isHeldBy(state: LockState | undefined, holder: LockHolder): boolean {
  return state?.status === 'Taken' && state.runId === holder.runId && state.wave === holder.wave;
}

/** Taken when it is free or its time has passed. Whoever has it has it: no change. */
export function takeLock(state: LockState | undefined, claim: LockTaken, now: number): LockDecision {
  if (isHeldBy(state, claim)) return undefined;
  if (state?.status === 'Taken' && state.until > now) return undefined;
  return { state: claim, events: [], effects: [] };
}

/** Taken over from a holder that is done with it; whoever was quicker keeps it. */
export function takeOverLock(state: LockState | undefined, stale: LockHolder, claim: LockTaken): LockDecision {
  return isHeldBy(state, stale) ? { state: claim, events: [], effects: [] } : undefined;
}

export function releaseLock(state: LockState | undefined, holder: LockHolder): LockDecision {
  return isHeldBy(state, holder) ? { state: { status: 'Free' }, events: [], effects: [] } : undefined;
}
