import { sha256Of } from '#shared/domain/hash.ts';

export const FIRST_BACK_OFF_MS = 30_000;
export const LONGEST_BACK_OFF_MS = 10 * 60_000;

/** 30 s, doubled with each failure, 10 minutes at most, and up to a quarter more or less. */
export function backOffMs(token: string, failuresBefore: number): number {
  return withJitter(Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** failuresBefore), [token, failuresBefore]);
}

/**
 * Up to a quarter more or less. The jitter comes from whatever names the wait, so that targets that were throttled
 * together do not come back together and a decision stays pure.
 */
export function withJitter(plainMs: number, named: readonly unknown[]): number {
  const fraction = parseInt(sha256Of(named).slice(0, 8), 16) / 0x1_0000_0000;
  return Math.round(plainMs * (0.75 + 0.5 * fraction));
}
