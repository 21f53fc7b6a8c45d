import type { ApprovalState, ApprovalStep, CountedVote, PendingApproval, Vote, VoteRefusal } from './approval-state.ts';
import { expireApproval } from './expire-approval.ts';
import { isLate, refusalOnceDecided, voteRules } from './vote-rules.ts';

/** Counts a vote once, judged by the clock at this moment; or refuses it, which is a fact too. */
export function countVote(step: ApprovalStep, vote: Vote, now: number): ApprovalStep {
  if (hasCounted(step.state, vote.voteId)) return step;
  const current = expireApproval(step, now);
  const { state, events } = current;
  if (isLate(vote, now)) return refuse(current, vote, 'Late');
  if (state.status !== 'Pending') return refuse(current, vote, refusalOnceDecided[state.status]);
  return judge({ state, events }, vote);
}

function judge(step: ApprovalStep & { state: PendingApproval }, vote: Vote): ApprovalStep {
  for (const rule of voteRules) {
    const refusal = rule(vote, step.state);
    if (refusal !== undefined) return refuse(step, vote, refusal);
  }
  return vote.decision === 'approve' ? approve(step, vote) : reject(step, vote);
}

function approve({ state, events }: ApprovalStep & { state: PendingApproval }, vote: Vote): ApprovalStep {
  const approvals = [...state.approvals, counted(vote)];
  if (approvals.length < state.request.quorum) {
    return { state: { ...state, approvals }, events: [...events, { type: 'VoteCounted', voter: vote.voter, votes: approvals.length }] };
  }
  return { state: { ...state, status: 'Approved', approvals }, events: [...events, { type: 'WaveApproved' }] };
}

/** One no is enough, whatever the quorum. */
function reject({ state, events }: ApprovalStep & { state: PendingApproval }, vote: Vote): ApprovalStep {
  return {
    state: { status: 'Rejected', request: state.request, rejection: counted(vote), reason: vote.reason ?? '' },
    events: [...events, { type: 'WaveRejected' }],
  };
}

function refuse(step: ApprovalStep, { voter }: Vote, refusal: VoteRefusal): ApprovalStep {
  return { ...step, events: [...step.events, { type: 'VoteRefused', voter, refusal }] };
}

/** Queues deliver more than once; the person voted once and must not be told otherwise. */
function hasCounted(state: ApprovalState, voteId: string): boolean {
  if (state.status === 'Rejected') return state.rejection.voteId === voteId;
  return 'approvals' in state && state.approvals.some((approval) => approval.voteId === voteId);
}

function counted({ voter, voteId }: Vote): CountedVote {
  return { voter, voteId };
}
