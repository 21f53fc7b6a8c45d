import type { Decision } from '#shared/choreography/decision.ts';

import type { ApprovalRecipe, ApprovalRequest, ApprovalState, ApprovalStep, Vote } from './approval-state.ts';
import { countVote } from './count-vote.ts';
import { expireApproval } from './expire-approval.ts';
import { requestApproval } from './request-approval.ts';
import { withdrawApproval } from './withdraw-approval.ts';

export type ApprovalInput =
  | { type: 'requested'; request: ApprovalRequest }
  | { type: 'voted'; vote: Vote }
  | { type: 'ended' }
  | { type: 'due' };

export type ApprovalDecision = Decision<ApprovalState, ApprovalRecipe>;

/** Folds all that arrived for one request into one step. Undefined when nothing changes. */
export function decideApproval(
  before: ApprovalState | undefined,
  inputs: readonly ApprovalInput[],
  now: number,
): ApprovalDecision | undefined {
  let step: ApprovalStep | undefined = before === undefined ? undefined : { state: before, events: [] };
  for (const input of inputs) step = applyInput(step, input, now);
  if (step === undefined || (step.state === before && step.events.length === 0)) return undefined;
  return { ...step, effects: [] };
}

/** Only the plan opens a request: what comes for an unknown one is answered by the handler. */
function applyInput(step: ApprovalStep | undefined, input: ApprovalInput, now: number): ApprovalStep | undefined {
  if (input.type === 'requested') return requested(step, input.request, now);
  return step === undefined ? undefined : applyToRequest(step, input, now);
}

function requested(step: ApprovalStep | undefined, request: ApprovalRequest, now: number): ApprovalStep {
  const { state, events } = requestApproval(step?.state, request, now);
  return { state, events: [...(step?.events ?? []), ...events] };
}

type OtherInput = Exclude<ApprovalInput, { type: 'requested' }>;

function applyToRequest(step: ApprovalStep, input: OtherInput, now: number): ApprovalStep {
  switch (input.type) {
    case 'voted': return countVote(step, input.vote, now);
    case 'ended': return withdrawApproval(step);
    case 'due': return expireApproval(step, now);
  }
}
