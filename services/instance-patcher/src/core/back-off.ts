import { sha256Of } from '#shared/domain/hash.ts';

const FIRST_MS = 30_000;
const LONGEST_MS = 10 * 60_000;

/**
 * 30 s, doubled with each failure, 10 minutes at most, and up to a quarter more or less. The jitter comes from the
 * command's key, so that targets that were throttled together do not come back together and a decision stays pure.
 */
export function backOffMs(token: string, failuresBefore: number): number {
  const plainMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** failuresBefore);
  const fraction = parseInt(sha256Of([token, failuresBefore]).slice(0, 8), 16) / 0x1_0000_0000;
  return Math.round(plainMs * (0.75 + 0.5 * fraction));
}
