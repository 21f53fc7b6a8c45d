import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Clock } from '#local/clock/clock.ts';
import type { Dispatch } from './dispatch.ts';
import type { WireRequest, WireResponse } from './wire-message.ts';

export interface HttpFront {
  port: number;
  /** Ends every connection, idle or not. */
  close: () => Promise<void>;
}

// S3 objects pass through here whole; larger ones would have to be multipart, whose parts are below this.
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Listens on 127.0.0.1 only. Port 0 takes a free one. A port in use rejects with Node's own error, code `EADDRINUSE`.
 * Every answer's `Date` is the scaled clock's, so that a client can tell what time it is here.
 */
export async function listenHttp(dispatch: Dispatch, port: number, clock: Clock): Promise<HttpFront> {
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    void serve(dispatch, incoming, outgoing);
  });
  // Long polls last 20 s and SDKs pool connections for longer; a short keep-alive would cost them resets.
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(dispatch: Dispatch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let response: WireResponse;
  try {
    response = await dispatch(await readRequest(incoming));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    response = { status: 500, headers: { 'content-type': 'text/plain' }, body: `The local cloud failed: ${reason}\n` };
  }
  outgoing.writeHead(response.status, { ...response.headers, ...lengthOf(response, incoming) });
  outgoing.end(response.body);
}

// A HEAD answer has no body but keeps the length of the object it speaks of.
function lengthOf(response: WireResponse, incoming: IncomingMessage): Record<string, number> {
  if (incoming.method === 'HEAD' || response.status === 204) return {};
  return { 'content-length': Buffer.byteLength(response.body) };
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`a request's body is over ${MAX_BODY_BYTES} bytes; use a multipart upload`);
    chunks.push(chunk);
  }
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: flatten(incoming.headers),
    body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
  };
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
