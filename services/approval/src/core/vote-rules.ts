import type { ApprovalState, PendingApproval, Vote, VoteRefusal } from './approval-state.ts';

/** One rule: why this vote does not count, or undefined. */
type VoteRule = (vote: Vote, pending: PendingApproval) => VoteRefusal | undefined;

export function isLate(vote: Vote, now: number): boolean {
  return now > vote.notAfter;
}

/** A request that is no longer pending takes no vote. */
export const refusalOnceDecided: Record<Exclude<ApprovalState['status'], 'Pending'>, VoteRefusal> = {
  Approved: 'AlreadyApproved',
  Rejected: 'AlreadyRejected',
  Expired: 'AlreadyExpired',
  Withdrawn: 'Withdrawn',
};

const refusesOtherPlan: VoteRule = (vote, { request }) => (vote.waveHash === request.waveHash ? undefined : 'OtherPlan');

/** Four eyes: whoever started the run does not also approve it, by whatever way the vote comes in. */
const refusesOwnRun: VoteRule = (vote, { request }) => (vote.voter.id === request.requestedBy.id ? 'OwnRun' : undefined);

const refusesStranger: VoteRule = (vote, { request }) =>
  request.approvers.length === 0 || request.approvers.includes(vote.voter.id) ? undefined : 'NotEntitled';

/** A second approval of one person counts nothing; a change of mind to "no" does. */
const refusesSecondApproval: VoteRule = (vote, { approvals }) =>
  vote.decision === 'approve' && approvals.some(({ voter }) => voter.id === vote.voter.id) ? 'AlreadyCounted' : undefined;

/** In the order in which a voter should hear of them. */
export const voteRules: readonly VoteRule[] = [refusesOtherPlan, refusesOwnRun, refusesStranger, refusesSecondApproval];
