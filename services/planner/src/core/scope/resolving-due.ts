import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

import { rejectedRun } from '../run/rejected-run.ts';
import { CLAIM_MS, decided, type RunDecision } from '../run/run-decision.ts';
import type { ResolvingRun } from '../run/run-state.ts';

export const RESOLVE_ATTEMPTS_MAX = 10;

const BACK_OFF_FIRST_MS = 15_000;
const BACK_OFF_MAX_MS = 10 * 60_000;

/** The try before has failed, or was never heard of again: try once more, claiming the work first. */
export function resolvingDue(run: ResolvingRun, now: number): RunDecision | undefined {
  if (now < run.retryAt) return undefined;
  if (run.attempts >= RESOLVE_ATTEMPTS_MAX) return giveUp(run, 'no try came to an end');
  return { state: { ...run, attempts: run.attempts + 1, retryAt: now + CLAIM_MS }, events: [], effects: ['ResolveScope'] };
}

/** Organizations did not answer this try. `attempt` tells it from a later one that is under way already. */
export function resolvingFailed(run: ResolvingRun, failed: { attempt: number; failure: RemoteFailure }, now: number): RunDecision | undefined {
  if (failed.attempt !== run.attempts) return undefined;
  if (run.attempts >= RESOLVE_ATTEMPTS_MAX) return giveUp(run, `${failed.failure.code}: ${failed.failure.message}`);
  const backOffMs = Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** (run.attempts - 1));
  return decided({ ...run, retryAt: now + backOffMs });
}

function giveUp(run: ResolvingRun, cause: string): RunDecision {
  const reason = `AWS Organizations could not be asked for the accounts in ${String(RESOLVE_ATTEMPTS_MAX)} tries (${cause}). Check the planner's permission to list accounts, then start the run again.`;
  return decided(rejectedRun(run, [reason]), { type: 'RunRejected' });
}
