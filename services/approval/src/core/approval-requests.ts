import type { DataOf } from '#shared/events/contract.ts';
import type { planCreated } from '#shared/events/plan-created.ts';

import type { ApprovalRequest } from './approval-state.ts';

/** One request per wave that has instances; none where the policy asks for none. */
export function approvalRequestsOf(plan: DataOf<typeof planCreated>): ApprovalRequest[] {
  const { runId, requestedBy, approval } = plan;
  if (!approval.required) return [];
  const { quorum, approvers, expiresAt, validUntil } = approval;
  return plan.waves
    .filter(({ instances }) => instances > 0)
    .map(({ name, hash, instances }) => ({
      runId, wave: name, waveHash: hash, instances, requestedBy, quorum, approvers, expiresAt, validUntil,
    }));
}
