import type { VoteRefusal } from './approval-state.ts';

/** What a voter reads: what was wrong, and what to do next. */
const words: Record<VoteRefusal, string> = {
  Late: 'The vote came too late to be handled. Vote again if the request is still open.',
  Unknown: 'There is no request for approval of this wave. Check the run and the wave with "patchwave approval list".',
  AlreadyApproved: 'The wave is already approved. Abort the run if it must not go on.',
  AlreadyRejected: 'The wave is already rejected. A new run is needed to ask again.',
  AlreadyExpired: 'The request expired before the vote. A new run is needed to ask again.',
  Withdrawn: 'The run has ended, so nobody is asked any more.',
  OtherPlan: 'You saw another plan than the one that waits for approval. Look at the current plan, then vote for its hash.',
  OwnRun: 'You started this run yourself. Somebody else has to vote.',
  NotEntitled: 'You are not among the approvers of this policy. Ask one of them, or have the policy changed.',
  AlreadyCounted: 'Your approval is already counted. Another person has to approve too.',
};

export function refusalInWords(refusal: VoteRefusal): string {
  return words[refusal];
}
