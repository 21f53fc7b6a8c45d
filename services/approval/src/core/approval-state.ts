import type { DataOf } from '#shared/events/contract.ts';
import type { Identity } from '#shared/events/scalars.ts';
import type { voteCast } from '#shared/events/vote-cast.ts';

/** What was asked, fixed when the plan was made. */
export interface ApprovalRequest {
  runId: string;
  wave: string;
  /** The part of the plan that was shown; a vote for any other hash does not count. */
  waveHash: string;
  instances: number;
  requestedBy: Identity;
  quorum: number;
  /** Who may vote; empty: whoever may call the API, the requester excepted. */
  approvers: readonly string[];
  /** Epoch ms. */
  expiresAt: number;
  /** Epoch ms: sends after it need a new approval. */
  validUntil: number;
}

/** A vote that counted, with the id of its event: the same event again is no second vote. */
export interface CountedVote {
  voter: Identity;
  voteId: string;
}

export type ApprovalState =
  | { status: 'Pending'; request: ApprovalRequest; approvals: readonly CountedVote[] }
  | { status: 'Approved'; request: ApprovalRequest; approvals: readonly CountedVote[] }
  | { status: 'Rejected'; request: ApprovalRequest; rejection: CountedVote; reason: string }
  | { status: 'Expired'; request: ApprovalRequest }
  /** The run ended before anybody decided. */
  | { status: 'Withdrawn'; request: ApprovalRequest };

export type PendingApproval = Extract<ApprovalState, { status: 'Pending' }>;

/** A vote as it arrived. */
export interface Vote extends DataOf<typeof voteCast> {
  voteId: string;
}

/** Why a vote does not count; the words are in vote-refusal.ts. */
export type VoteRefusal =
  | 'Late' | 'Unknown' | 'AlreadyApproved' | 'AlreadyRejected' | 'AlreadyExpired' | 'Withdrawn'
  | 'OtherPlan' | 'OwnRun' | 'NotEntitled' | 'AlreadyCounted';

export type ApprovalRecipe =
  | { type: 'ApprovalRequested' | 'WaveApproved' | 'WaveRejected' | 'ApprovalExpired' }
  /** `votes`: how many count with this one. */
  | { type: 'VoteCounted'; voter: Identity; votes: number }
  | { type: 'VoteRefused'; voter: Identity; refusal: VoteRefusal };

/** An intermediate result of a fold. */
export interface ApprovalStep {
  state: ApprovalState;
  events: readonly ApprovalRecipe[];
}

/** Only a pending request waits for something: its own end. */
export function approvalDueAt(state: ApprovalState): number | undefined {
  return state.status === 'Pending' ? state.request.expiresAt : undefined;
}
