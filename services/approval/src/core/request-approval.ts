import type { ApprovalRecipe, ApprovalRequest, ApprovalState, ApprovalStep } from './approval-state.ts';

/**
 * The plan asks. The first time opens the request; a repeat makes it say again how it stands. An approval
 * that ran out is asked for anew when the plan comes with a later end.
 */
export function requestApproval(before: ApprovalState | undefined, request: ApprovalRequest, now: number): ApprovalStep {
  if (before === undefined || needsNewRound(before, request, now)) return open(request, now);
  return { state: before, events: [...answerAgain(before), ...votesAgain(before)] };
}

/** A question that arrives after its own end is answered with that end. */
function open(request: ApprovalRequest, now: number): ApprovalStep {
  return now >= request.expiresAt
    ? { state: { status: 'Expired', request }, events: [{ type: 'ApprovalExpired' }] }
    : { state: { status: 'Pending', request, approvals: [] }, events: [{ type: 'ApprovalRequested' }] };
}

/** A pending one, too: a vote for a time that has passed would be wasted. */
function needsNewRound({ status, request }: ApprovalState, asked: ApprovalRequest, now: number): boolean {
  return (status === 'Approved' || status === 'Pending') && request.validUntil <= now && asked.validUntil > now;
}

function answerAgain({ status }: ApprovalState): ApprovalRecipe[] {
  switch (status) {
    case 'Approved': return [{ type: 'WaveApproved' }];
    case 'Rejected': return [{ type: 'WaveRejected' }];
    case 'Expired': return [{ type: 'ApprovalExpired' }];
    // Nobody decided, perhaps because nobody was told: the request is said again as long as it is asked for.
    case 'Pending': return [{ type: 'ApprovalRequested' }];
    case 'Withdrawn': return [];
  }
}

/** Once decided, the decision says who voted. */
function votesAgain(state: ApprovalState): ApprovalRecipe[] {
  if (state.status !== 'Pending') return [];
  return state.approvals.map(({ voter }, index) => ({ type: 'VoteCounted', voter, votes: index + 1 }));
}
