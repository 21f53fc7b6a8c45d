import type { ApprovalState } from './approval-state.ts';

/** A request as the API shows it: identities by id, times as ISO 8601 UTC. */
export function showApproval(state: ApprovalState): Record<string, unknown> {
  const { runId, wave, waveHash, instances, requestedBy, quorum, approvers, expiresAt, validUntil } = state.request;
  return {
    runId, wave, waveHash, instances, quorum, approvers,
    status: state.status,
    requestedBy: requestedBy.id,
    expiresAt: new Date(expiresAt).toISOString(),
    validUntil: new Date(validUntil).toISOString(),
    ...('approvals' in state ? { approvedBy: state.approvals.map(({ voter }) => voter.id) } : {}),
    ...('rejection' in state ? { rejectedBy: state.rejection.voter.id, reason: state.reason } : {}),
  };
}
