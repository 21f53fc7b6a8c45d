import type { Backend } from '#local/wire/backend.ts';
import type { Answer, WireRequest, WireResponse } from '#local/wire/wire-message.ts';

import { apiError } from './api-response.ts';
import type { HttpApi } from './http-api.ts';

/** The signing name of HTTP APIs: the wire routes by it. */
export const HTTP_API_SIGNING_NAME = 'execute-api';

/** Requests that carry a signature reach the HTTP API by its signing name. */
export function httpApiBackend(api: HttpApi): Backend {
  return {
    answer: async (request, caller) => named(request, await api(request, caller)),
    refuse: (request, error) => ({ ...named(request, apiError(403, error.message)), errorCode: error.code }),
  };
}

function named(request: WireRequest, response: WireResponse): Answer {
  return { ...response, operation: `${request.method} ${request.url}` };
}
