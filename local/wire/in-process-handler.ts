import { Readable } from 'node:stream';

import type { Dispatch } from './dispatch.ts';
import type { WireRequest, WireResponse } from './wire-message.ts';

/** The part of an SDK's HttpRequest that is used here. */
interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

/** What an SDK client takes as `requestHandler`. */
export interface InProcessHandler {
  handle: (request: SdkRequest) => Promise<{ response: { statusCode: number; headers: Record<string, string>; body: unknown } }>;
  updateHttpClientConfig: () => void;
  httpHandlerConfigs: () => Record<string, never>;
  destroy: () => void;
}

/**
 * Lets an SDK client call the local cloud without a socket: serialisation, signing, retries and error parsing still
 * run, only TCP and HTTP framing are left out (3 to 5 times faster). Pass it as `requestHandler`.
 */
export function createInProcessHandler(dispatch: Dispatch): InProcessHandler {
  return {
    handle: async (request) => {
      const response = await dispatch(await readRequest(request));
      return {
        response: {
          statusCode: response.status,
          headers: { 'content-length': String(Buffer.byteLength(response.body)), ...response.headers },
          body: bodyFor(request, response),
        },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

async function readRequest(request: SdkRequest): Promise<WireRequest> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  const query = queryString(request.query ?? {});
  return {
    method: request.method,
    url: query === '' ? request.path : `${request.path}?${query}`,
    headers,
    body: await readBody(request.body),
  };
}

function queryString(query: Record<string, string | string[] | null>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const texts = Array.isArray(value) ? value : [value ?? ''];
    for (const text of texts) pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  }
  return pairs.join('&');
}

async function readBody(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  return Buffer.concat(chunks);
}

// S3 clients hand the body on as a stream; all others collect it, and take bytes as they are.
function bodyFor(request: SdkRequest, response: WireResponse): unknown {
  const bytes = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
  const isS3 = request.headers['authorization']?.includes('/s3/aws4_request') ?? false;
  return isS3 ? Readable.from([bytes]) : bytes;
}
