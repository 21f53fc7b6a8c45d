import type { DataOf } from '#shared/events/contract.ts';
import type { Identity } from '#shared/events/scalars.ts';
import type { planCreated } from '#shared/events/plan-created.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import type { ApprovalRequest, PendingApproval, Vote } from '../core/approval-state.ts';

export const RUN_ID = '6f1b6a52-8a5e-4b0e-9a53-1f4c6f0d2a11';
export const HOUR_MS = 3_600_000;
export const SHOWN_HASH = 'a'.repeat(64);
export const person = (name: string): Identity => ({ kind: 'api', id: `arn:aws:sts::000000000000:assumed-role/ops/${name}` });

/** Asked by ana, one approval needed, from anybody else, within four hours. */
export function aRequest(changes: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    runId: RUN_ID,
    wave: 'canary',
    waveHash: SHOWN_HASH,
    instances: 40,
    requestedBy: person('ana'),
    quorum: 1,
    approvers: [],
    expiresAt: NIGHT + 4 * HOUR_MS,
    validUntil: NIGHT + 24 * HOUR_MS,
    ...changes,
  };
}

export function aPendingApproval(changes: Partial<ApprovalRequest> = {}, approvedBy: string[] = []): PendingApproval {
  return {
    status: 'Pending',
    request: aRequest(changes),
    approvals: approvedBy.map((name) => ({ voter: person(name), voteId: `vote-${name}` })),
  };
}

/** Ben approves what he saw. */
export function aVote(changes: Partial<Vote> = {}): Vote {
  return {
    runId: RUN_ID,
    wave: 'canary',
    waveHash: SHOWN_HASH,
    decision: 'approve',
    voter: person('ben'),
    notAfter: NIGHT + 24 * HOUR_MS,
    voteId: 'vote-ben',
    ...changes,
  };
}

type Plan = DataOf<typeof planCreated>;

/** A canary of 40 and a wave that selects nothing; approval required. */
export function aPlan(approval: Partial<Plan['approval']> = {}): Plan {
  const { runId, requestedBy, quorum, approvers, expiresAt, validUntil } = aRequest();
  return {
    runId,
    policyName: 'web',
    requestedBy,
    planHash: 'b'.repeat(64),
    manifestKey: `runs/${runId}/plan/manifest.json`,
    planned: 40,
    waves: [
      { name: 'canary', hash: SHOWN_HASH, targets: 4, instances: 40 },
      { name: 'empty', hash: 'c'.repeat(64), targets: 0, instances: 0 },
    ],
    approval: { required: true, quorum, approvers: [...approvers], expiresAt, validUntil, ...approval },
  };
}
