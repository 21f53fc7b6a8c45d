import type { PausableTimers } from '#local/clock/clock.ts';
import type { Caller } from '#local/wire/service.ts';
import { pathOf, type WireRequest, type WireResponse } from '#local/wire/wire-message.ts';

import { apiEvent, apiPath } from './api-event.ts';
import { apiError, apiResponse } from './api-response.ts';
import { findRoute, type HttpRoute, segmentsOf } from './routes.ts';

export interface HttpApiParts {
  routes: readonly HttpRoute[];
  clock: PausableTimers;
  newId: () => string;
  /** Rejects when the function failed. */
  invoke: (functionArn: string, event: unknown, requestId: string) => Promise<unknown>;
}

/** Serves `/_api/<api id>/<path>`; the caller is whoever signed, undefined when nobody did. */
export type HttpApi = (request: WireRequest, caller: Caller | undefined) => Promise<WireResponse>;

export function createHttpApi({ routes, clock, newId, invoke }: HttpApiParts): HttpApi {
  return async (request, caller) => {
    const apiId = segmentsOf(pathOf(request))[1] ?? '';
    const found = findRoute(routes, { apiId, method: request.method, segments: segmentsOf(apiPath(request)) });
    if (found === undefined) return apiError(404, 'Not Found');
    if (found.route.needsSignature && caller === undefined) return apiError(403, 'Forbidden');
    const requestId = newId();
    const release = clock.hold();
    try {
      const event = apiEvent({ ...found, request, caller, requestId, nowMs: clock.now() });
      return apiResponse(await invoke(found.route.functionArn, event, requestId));
    } catch {
      // The invocation is recorded with its error; a client of the real API would see no more than this either.
      return apiError(500, 'Internal Server Error');
    } finally {
      release();
    }
  };
}
