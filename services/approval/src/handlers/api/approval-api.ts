import { jsonAnswer, type HttpAnswer, type HttpRequest } from '#shared/choreography/http-answer.ts';
import type { RunningCall } from '#shared/choreography/once.ts';

import type { ApprovalApiEffects } from './api-effects.ts';
import { listApprovals, showOneApproval } from './get-approvals.ts';
import { postVote } from './post-vote.ts';

/** A GET only shows; nothing is ever decided by opening a link. */
export function approvalApi(effects: ApprovalApiEffects) {
  return (request: HttpRequest, call: RunningCall): Promise<HttpAnswer> => {
    switch (request.routeKey) {
      case 'POST /runs/{runId}/waves/{wave}/votes': return postVote(effects, request, call);
      case 'GET /approvals': return listApprovals(effects);
      case 'GET /approvals/{runId}/{wave}': return showOneApproval(effects, request);
      default: return Promise.resolve(jsonAnswer(404, { error: `${request.routeKey}: there is no such route.` }));
    }
  };
}
