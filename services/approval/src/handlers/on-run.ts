import { advance } from '#shared/choreography/advance.ts';

import { approvalKeyOf, runApprovalsKeyOf } from '../core/approval-key.ts';
import type { ApprovalRequest } from '../core/approval-state.ts';
import { decideApproval } from '../core/decide-approval.ts';
import { noteRequests, noteRunEnd, wavesOf } from '../core/run-approvals.ts';
import type { ApprovalEffects } from './approval-effects.ts';

/** Opens the requests of a plan, or makes those that are decided say so again. */
export async function onPlan(effects: ApprovalEffects, requests: readonly ApprovalRequest[]): Promise<void> {
  const [first] = requests;
  if (first === undefined) return;
  const { runId } = first;
  const waves = requests.map(({ wave }) => wave);
  const run = await advance(effects.runApprovals, runApprovalsKeyOf(runId), (before) => noteRequests(before, waves));
  if (run.state?.ended === true) return;
  for (const request of requests) {
    await advance(effects.approvals, approvalKeyOf(request), (state, now) =>
      decideApproval(state, [{ type: 'requested', request }], now),
    );
  }
  // An end that came meanwhile did not find the requests that were not written yet.
  const after = await effects.runApprovals.items.load(runApprovalsKeyOf(runId));
  if (after?.state.ended === true) await withdrawAll(effects, runId, waves);
}

/** Noted first: a plan that arrives later, or is being handled now, opens nothing any more. */
export async function onRunEnd(effects: ApprovalEffects, runId: string): Promise<void> {
  const { state } = await advance(effects.runApprovals, runApprovalsKeyOf(runId), noteRunEnd);
  await withdrawAll(effects, runId, wavesOf(state));
}

async function withdrawAll(effects: ApprovalEffects, runId: string, waves: readonly string[]): Promise<void> {
  for (const wave of waves) {
    await advance(effects.approvals, approvalKeyOf({ runId, wave }), (state, now) =>
      decideApproval(state, [{ type: 'ended' }], now),
    );
  }
}
