import { createServer, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface DoorRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface DoorReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface DoorOptions {
  /** Where everything goes; with `ca` by TLS. */
  to: { port: number; ca?: Buffer };
  onRequest?: (request: DoorRequest) => DoorRequest;
  onReply?: (reply: DoorReply, request: DoorRequest) => DoorReply;
}

export interface Door {
  endpoint: string;
  close(): Promise<void>;
}

/** A proxy on 127.0.0.1 that may change what goes through it. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, options).then(({ status, headers, body }) => {
      outgoing.writeHead(status, { ...headers, 'content-length': String(body.length) });
      outgoing.end(incoming.method === 'HEAD' ? undefined : body);
    }).catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function pass(incoming: IncomingMessage, { to, onRequest, onReply }: DoorOptions): Promise<DoorReply> {
  const asked: DoorRequest = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers: incoming.headers, body: await bodyOf(incoming) };
  const request = onRequest?.(asked) ?? asked;
  const reply = await answerTo(request, to);
  return onReply?.(reply, request) ?? reply;
}

async function answerTo({ method, path, headers, body }: DoorRequest, { port, ca }: DoorOptions['to']): Promise<DoorReply> {
  const place = { host: '127.0.0.1', port, method, path, headers: lengthTold(headers, body) };
  const outgoing = ca === undefined ? httpRequest(place) : httpsRequest({ ...place, ca });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 502, headers: unchunked(answer.headers), body: await bodyOf(answer) };
}

function lengthTold(headers: IncomingHttpHeaders, body: Buffer): IncomingHttpHeaders {
  const told = headers['content-length'] !== undefined || body.length > 0;
  return told ? { ...unchunked(headers), 'content-length': String(body.length) } : unchunked(headers);
}

/** Bodies go on in one piece. */
function unchunked(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'transfer-encoding'));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
