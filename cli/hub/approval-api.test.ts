import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { CommandFailure } from '../exit-codes.ts';
import { postVote } from './approval-api.ts';
import { localConnection } from './connections.ts';
import { personKey } from './local-person.ts';

const RUN = '0b6f2f0e-3c5b-4a6e-9a39-4c1f3a4f5b6c';
const approval = { wave: 'canary', waveHash: 'a'.repeat(64), decision: 'approve' } as const;

interface Heard {
  line: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let endpoint: string;
let answers: { status: number; body: string }[];
let heard: Heard[];

beforeEach(async () => {
  [answers, heard] = [[], []];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push({ line: `${String(request.method)} ${String(request.url)}`, headers: request.headers, body });
      const { status, body: answer } = answers.shift() ?? { status: 202, body: '{}' };
      response.writeHead(status).end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterEach(async () => {
  server.close();
  await once(server, 'close');
});

async function voteAs(name: string): Promise<void> {
  await postVote(await localConnection(endpoint, name).approvalApi(), RUN, approval);
}

async function failureOf(name: string): Promise<{ exitCode: number; message: string } | undefined> {
  try {
    await voteAs(name);
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { exitCode: error.exitCode, message: error.message };
  }
}

describe('a vote', () => {
  it('is posted with nothing in it of who votes: that stands in the signature', async () => {
    await voteAs('Ana / Böhm');

    const [posted] = heard;
    expect({ line: posted?.line, body: JSON.parse(posted?.body ?? '') as unknown }).toEqual({
      line: `POST /_api/approval/runs/${RUN}/waves/canary/votes`, body: { waveHash: approval.waveHash, decision: 'approve' },
    });
    expect(posted?.headers.authorization).toMatch(
      new RegExp(`^AWS4-HMAC-SHA256 Credential=${personKey('Ana / Böhm')}/\\d{8}/us-east-1/execute-api/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$`),
    );
  });

  it('is an attempt of its own each time', async () => {
    await voteAs('ana');
    await voteAs('ana');

    expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
  });

  it('that is being taken at this moment is not sent again', async () => {
    answers = [{ status: 409, body: '{"error":"The same vote is being taken."}' }];

    expect(await failureOf('ana')).toBeUndefined();
  });

  it.each([
    ['a fault in it', { status: 400, body: '{"error":"waveHash: found nothing."}' }, { exitCode: 2, message: 'waveHash: found nothing.' }],
    ['a gateway that says no in plain text', { status: 404, body: 'Not here' }, { exitCode: 2, message: 'Not here' }],
  ])('is bad input where the API tells %s', async (_case, answer, failure) => {
    answers = [answer];

    expect(await failureOf('ana')).toEqual(failure);
  });

  it('that AWS does not let through says which right is missing', async () => {
    answers = [{ status: 403, body: '{"message":"Forbidden"}' }];

    expect(await failureOf('ana')).toEqual({
      exitCode: 3,
      message: `${endpoint}/_api/approval: the approval API does not let you vote (Forbidden). Your identity needs execute-api:Invoke on it; the policy patchwave-<stage>-approvers has it (docs/security.md).`,
    });
  });

  it('that met a broken API may be cast again', async () => {
    answers = [{ status: 500, body: '{"message":"Internal Server Error"}' }];

    expect(await failureOf('ana')).toEqual({
      exitCode: 3, message: `${endpoint}/_api/approval: the approval API failed (500); vote again. A vote that was taken after all counts once.`,
    });
  });
});
