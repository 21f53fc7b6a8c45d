import type { Decision } from '#shared/choreography/decision.ts';

import type { RunState } from '../run/run-state.ts';

/** The run that a policy has at present. It is never given back: a run that has ended holds nothing. */
export interface PolicyLock {
  policyName: string;
  runId: string;
  takenAt: number;
  /** Past it the holder can no longer come into being, should its request have been lost halfway. */
  notAfter: number;
  /** The last run before it that had a plan: what that one deferred goes first now. */
  previous?: string;
}

export interface LockWish {
  policyName: string;
  runId: string;
  notAfter: number;
  /** The holder that is known to be gone. */
  replaces?: string;
  previous?: string;
}

/** Takes the lock where it is free, ours, or held by the run that is gone; undefined where it stays as it is. */
export function takePolicy(lock: PolicyLock | undefined, { replaces, ...wish }: LockWish, now: number): Decision<PolicyLock, never> | undefined {
  if (lock !== undefined && lock.runId !== replaces) return undefined;
  return { state: { ...wish, takenAt: now }, events: [], effects: [] };
}

/** A write of the holder's that was decided in time may still be on its way: longer than any function may run. */
const GRACE_MS = 5 * 60_000;

/** True where the holder's run has ended, or was never created and never will be. */
export function isHolderGone(lock: PolicyLock, holder: RunState | undefined, now: number): boolean {
  if (holder === undefined) return now > lock.notAfter + GRACE_MS;
  return holder.phase === 'rejected' || holder.phase === 'ended';
}

/** The last run of the policy that had a plan, once the holder is gone. */
export function previousOf(lock: PolicyLock, holder: RunState | undefined): string | undefined {
  return holder?.phase === 'ended' && holder.plan !== undefined ? lock.runId : lock.previous;
}

export function policyTaken({ policyName, runId, takenAt }: PolicyLock): string {
  return `policy ${policyName} has an active run ${runId}, started ${new Date(takenAt).toISOString()}; wait for it or abort it.`;
}
