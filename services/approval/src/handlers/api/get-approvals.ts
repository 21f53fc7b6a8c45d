import { jsonAnswer, type HttpAnswer, type HttpRequest } from '#shared/choreography/http-answer.ts';

import { approvalKeyOf, isApprovalKey } from '../../core/approval-key.ts';
import { showApproval } from '../../core/show-approval.ts';
import type { ApprovalApiEffects } from './api-effects.ts';
import { noSuchRequest } from './no-such-request.ts';

/** Keeps the answer under the 6 MB of a function and its time short; the soonest to expire come first. */
const SHOWN_MAX = 100;

/** All requests that wait for people, found by their expiry in the sparse index. */
export async function listApprovals({ approvals, dueIndex }: ApprovalApiEffects): Promise<HttpAnswer> {
  const due = await dueIndex.before(Number.MAX_SAFE_INTEGER);
  const keys = due
    .filter(({ key }) => isApprovalKey(key))
    .sort((left, right) => left.dueAt - right.dueAt)
    .slice(0, SHOWN_MAX)
    .map(({ key }) => key);
  const items = await Promise.all(keys.map((key) => approvals.load(key)));
  // The index lags a little: what was decided meanwhile is left out.
  const pending = items.flatMap((item) => (item?.state.status === 'Pending' ? [showApproval(item.state)] : []));
  return jsonAnswer(200, { approvals: pending });
}

export async function showOneApproval(
  { approvals }: ApprovalApiEffects,
  { pathParameters }: HttpRequest,
): Promise<HttpAnswer> {
  const { runId = '', wave = '' } = pathParameters ?? {};
  const item = await approvals.load(approvalKeyOf({ runId, wave }));
  return item === undefined ? noSuchRequest() : jsonAnswer(200, showApproval(item.state));
}
