import type { ApprovalTimes } from '../run/run-state.ts';

/** The plan is shown again after this while a wave awaits approval. */
const APPROVAL_ASKED_AGAIN_MS = 30 * 60_000;

type Terms = Pick<ApprovalTimes, 'expiresAfterMinutes' | 'validForMinutes'>;

/** The times of a question that is asked now; no answer is good beyond the run's end. */
export function approvalRound(terms: Terms, { now, endsBefore }: { now: number; endsBefore: number }): ApprovalTimes {
  const { expiresAfterMinutes, validForMinutes } = terms;
  return {
    expiresAfterMinutes, validForMinutes,
    expiresAt: Math.min(now + expiresAfterMinutes * 60_000, endsBefore),
    validUntil: Math.min(now + validForMinutes * 60_000, endsBefore),
    askAt: now + APPROVAL_ASKED_AGAIN_MS,
  };
}
