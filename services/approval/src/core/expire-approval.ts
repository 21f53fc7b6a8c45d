import type { ApprovalStep } from './approval-state.ts';

/** The clock alone ends a request; an alarm that comes early or late changes nothing about when. */
export function expireApproval(step: ApprovalStep, now: number): ApprovalStep {
  const { state, events } = step;
  if (state.status !== 'Pending' || now < state.request.expiresAt) return step;
  return { state: { status: 'Expired', request: state.request }, events: [...events, { type: 'ApprovalExpired' }] };
}
