import type { ApprovalStep } from './approval-state.ts';

/** The run has ended, so nobody is asked any more. Decisions stay as they are. */
export function withdrawApproval(step: ApprovalStep): ApprovalStep {
  const { state, events } = step;
  return state.status === 'Pending' ? { state: { status: 'Withdrawn', request: state.request }, events } : step;
}
