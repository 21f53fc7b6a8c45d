const APPROVAL = 'APPROVAL';

export function approvalKeyOf({ runId, wave }: { runId: string; wave: string }): string {
  return `${APPROVAL}#${runId}#${wave}`;
}

/** The requests of one run; see run-approvals.ts. */
export function runApprovalsKeyOf(runId: string): string {
  return `APPROVALRUN#${runId}`;
}

export function isApprovalKey(key: string): boolean {
  return key.startsWith(`${APPROVAL}#`);
}
