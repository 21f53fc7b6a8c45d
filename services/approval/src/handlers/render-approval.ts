import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { approvalExpired } from '#shared/events/approval-expired.ts';
import { approvalRequested } from '#shared/events/approval-requested.ts';
import { voteCounted } from '#shared/events/vote-counted.ts';
import { voteRefused } from '#shared/events/vote-refused.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';

import type { ApprovalRecipe, ApprovalRequest, ApprovalState } from '../core/approval-state.ts';
import { refusalInWords } from '../core/vote-refusal.ts';

/** A decision is rendered from the state that it made; a new round has no more to say of the one before. */
export function renderApproval(recipe: ApprovalRecipe, state: ApprovalState): readonly Fact[] {
  const { request } = state;
  const { runId, wave, waveHash, quorum } = request;
  switch (recipe.type) {
    case 'ApprovalRequested': return [renderRequested(request)];
    case 'VoteCounted':
      return [fact(voteCounted, { runId, wave, waveHash, voter: recipe.voter, votes: recipe.votes, quorum })];
    case 'VoteRefused':
      return [fact(voteRefused, { runId, wave, voter: recipe.voter, reason: refusalInWords(recipe.refusal) })];
    case 'ApprovalExpired': return [fact(approvalExpired, { runId, wave, waveHash })];
    case 'WaveApproved': return renderApproved(state);
    case 'WaveRejected': return renderRejected(state);
  }
}

function renderRequested({ runId, wave, waveHash, instances, quorum, expiresAt }: ApprovalRequest): Fact {
  return fact(approvalRequested, { runId, wave, waveHash, instances, quorum, expiresAt });
}

function renderApproved(state: ApprovalState): Fact[] {
  if (state.status !== 'Approved') return [];
  const { runId, wave, waveHash, validUntil } = state.request;
  return [fact(waveApproved, { runId, wave, waveHash, approvedBy: state.approvals.map(({ voter }) => voter), validUntil })];
}

function renderRejected(state: ApprovalState): Fact[] {
  if (state.status !== 'Rejected') return [];
  const { runId, wave, waveHash } = state.request;
  return [fact(waveRejected, { runId, wave, waveHash, rejectedBy: state.rejection.voter, reason: state.reason })];
}
