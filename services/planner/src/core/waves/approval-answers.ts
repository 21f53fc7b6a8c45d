import type { UnstartedWave, WaveState } from './wave-state.ts';

/** Undefined where the approval is over already, or says no more than the one before. */
export function approve(wave: UnstartedWave, validUntil: number, now: number): UnstartedWave | undefined {
  return validUntil <= now || validUntil <= wave.validUntil ? undefined : { ...wave, validUntil };
}

/** A no counts until the wave has started, even after a yes: to hold back is always safe. */
export function reject(detail: string): WaveState {
  return { status: 'Skipped', why: 'ApprovalRejected', detail };
}

/** A late copy of an expiry does not take a valid approval away. */
export function expire(wave: UnstartedWave, now: number): WaveState | undefined {
  return wave.validUntil > now ? undefined : { status: 'Skipped', why: 'ApprovalExpired' };
}
