import { causeLetter, type Cause } from '#shared/domain/causes.ts';
import type { Outcome } from '#shared/domain/outcomes.ts';

import { ATTEMPTS_MAX, attemptsOf } from './attempts.ts';
import { withCharacters } from './packed-characters.ts';
import type { Context } from './step.ts';
import { stopReason } from './stop.ts';
import type { WorkingTarget } from './target-state.ts';

interface Verdict {
  outcome: Outcome;
  cause: Cause | undefined;
}

/**
 * "Retry only where it is safe": the payload never reached the instance, so nothing of the operation ran there; it
 * may have done so once before at most; and something may still be sent to this target.
 */
export function isWorthRetry(
  target: WorkingTarget,
  verdict: Verdict & { ordinal: number },
  context: Context,
): boolean {
  return (
    verdict.outcome === 'Failed' &&
    verdict.cause === 'PayloadUnreachable' &&
    attemptsOf(target, verdict.ordinal) < ATTEMPTS_MAX &&
    stopReason(target, context) === undefined
  );
}

/** Undecided and pending again; the cause stays, and becomes final if no second try comes. */
export function markForRetry(target: WorkingTarget, ordinal: number, cause: Cause | undefined): WorkingTarget {
  return { ...target, causes: withCharacters(target.causes, [ordinal], causeLetter(cause)) };
}
