import { advance } from '#shared/choreography/advance.ts';
import type { HttpRequest } from '#shared/choreography/http-answer.ts';
import type { Once } from '#shared/choreography/once.ts';
import { createInMemoryOnce } from '#shared/choreography/once.in-memory.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import { approvalKeyOf } from '../../core/approval-key.ts';
import type { ApprovalState } from '../../core/approval-state.ts';
import { aPendingApproval, aRequest, HOUR_MS, person, RUN_ID, SHOWN_HASH } from '../../testing/approval-builders.fixture.ts';
import { approvalEffects } from '../approval-effects.ts';
import { approvalApi } from './approval-api.ts';

const POST = 'POST /runs/{runId}/waves/{wave}/votes';
const call = { getRemainingTimeInMillis: () => 10_000 };

function aHttpRequest(changes: { routeKey?: string; body?: string; userArn?: string; isBase64Encoded?: boolean; wave?: string; headers?: Record<string, string> } = {}): HttpRequest {
  const { routeKey = POST, wave = 'canary', userArn = person('ben').id, ...rest } = changes;
  return {
    routeKey,
    pathParameters: { runId: RUN_ID, wave },
    requestContext: { authorizer: { iam: { userArn } } },
    body: JSON.stringify({ waveHash: SHOWN_HASH, decision: 'approve' }),
    isBase64Encoded: false,
    ...rest,
  } as unknown as HttpRequest;
}

function without(member: 'body' | 'pathParameters', request = aHttpRequest()): HttpRequest {
  return Object.fromEntries(Object.entries(request).filter(([name]) => name !== member)) as unknown as HttpRequest;
}

async function setUp(states: ApprovalState[] = [aPendingApproval()], once: Once = createInMemoryOnce()) {
  const kit = inMemoryKit();
  const { approvals } = approvalEffects(kit);
  for (const state of states) await advance(approvals, approvalKeyOf(state.request), () => ({ state, events: [], effects: [] }));
  const api = approvalApi({ ...kit, approvals: approvals.items, once });
  return {
    ...kit,
    ask: async (request: HttpRequest) => {
      const { statusCode, body = '' } = await api(request, call);
      return { statusCode, body: JSON.parse(body) as unknown };
    },
  };
}

const asked = {
  runId: RUN_ID, wave: 'canary', waveHash: SHOWN_HASH, instances: 40, quorum: 1, approvers: [], status: 'Pending',
  requestedBy: person('ana').id, expiresAt: '2026-03-10T06:00:00.000Z', validUntil: '2026-03-11T02:00:00.000Z',
};
const shown = { ...asked, approvedBy: [] };

describe('posting a vote', () => {
  it('is taken, and becomes an event with the identity that signed', async () => {
    const { ask, bus } = await setUp();
    const { statusCode, body } = await ask(aHttpRequest());
    const [event] = bus.published;
    expect([statusCode, body]).toEqual([202, { voteId: event?.id, runId: RUN_ID, wave: 'canary', decision: 'approve' }]);
    expect(bus.facts()).toEqual([
      {
        name: 'VoteCast',
        data: { runId: RUN_ID, wave: 'canary', waveHash: SHOWN_HASH, decision: 'approve', voter: person('ben'), notAfter: NIGHT + 24 * HOUR_MS },
      },
    ]);
  });

  it('twice is one vote with one answer', async () => {
    const { ask, bus } = await setUp();
    const first = await ask(aHttpRequest());
    expect(await ask(aHttpRequest())).toEqual(first);
    expect(bus.published).toHaveLength(1);
  });

  it('tried again by the same person is a vote of its own, so that what speaks against it is told again', async () => {
    const { ask, bus } = await setUp();
    const attempt = (key: string) => ask(aHttpRequest({ headers: { 'idempotency-key': key } }));
    const first = await attempt('one');
    expect(await attempt('one')).toEqual(first);
    await attempt('two');
    expect(new Set(bus.published.map(({ id }) => id)).size).toBe(2);
    expect(bus.published).toHaveLength(2);
  });

  it('of two people, or of two minds, is two votes', async () => {
    const { ask, bus } = await setUp();
    await ask(aHttpRequest());
    await ask(aHttpRequest({ userArn: person('eva').id }));
    await ask(aHttpRequest({ body: JSON.stringify({ waveHash: SHOWN_HASH, decision: 'reject', reason: 'No.' }) }));
    expect(new Set(bus.published.map(({ id }) => id)).size).toBe(3);
  });

  it('is read from base64 too', async () => {
    const { ask } = await setUp();
    const body = Buffer.from(JSON.stringify({ waveHash: SHOWN_HASH, decision: 'approve' })).toString('base64');
    expect((await ask(aHttpRequest({ body, isBase64Encoded: true }))).statusCode).toBe(202);
  });

  it('for what was never asked is answered at once', async () => {
    const { ask, bus } = await setUp([]);
    expect(await ask(aHttpRequest())).toEqual({
      statusCode: 404, body: { error: 'There is no request for approval of this wave. GET /approvals lists those that wait.' },
    });
    expect(bus.published).toEqual([]);
  });

  it('with a fault names it', async () => {
    const { ask } = await setUp();
    expect(await ask(aHttpRequest({ body: '{"decision":"approve"}' }))).toEqual({
      statusCode: 400,
      body: {
        error: 'waveHash: found nothing, expected the hash that you were shown (64 characters 0-9, a-f).',
        problems: [{ field: 'waveHash', found: 'nothing', expected: 'the hash that you were shown (64 characters 0-9, a-f)' }],
      },
    });
  });

  it('without a body is a fault', async () => {
    const { ask } = await setUp();
    expect((await ask(without('body'))).statusCode).toBe(400);
  });

  it('without path parameters is a fault', async () => {
    const { ask } = await setUp();
    expect((await ask(without('pathParameters'))).statusCode).toBe(400);
  });

  it('that is too large is not even read', async () => {
    const { ask } = await setUp();
    expect(await ask(aHttpRequest({ body: 'x'.repeat(5_000) }))).toEqual({
      statusCode: 413,
      body: {
        error: 'body: found 5000 characters, expected at most 4096.',
        problems: [{ field: 'body', found: '5000 characters', expected: 'at most 4096' }],
      },
    });
  });

  it.each([['unsigned', ''], ['signed by an endless name', 'x'.repeat(201)]])('that is %s names nobody', async (_case, userArn) => {
    const { ask, bus } = await setUp();
    expect(await ask(aHttpRequest({ userArn }))).toEqual({
      statusCode: 403, body: { error: 'The request names nobody. Sign it with your own IAM identity.' },
    });
    expect(bus.published).toEqual([]);
  });

  it('on a route without authorizer names nobody', async () => {
    const { ask } = await setUp();
    expect((await ask({ ...aHttpRequest(), requestContext: {} } as HttpRequest)).statusCode).toBe(403);
  });

  it('while the same vote is being taken is told to wait', async () => {
    const { ask } = await setUp(undefined, () => Promise.resolve({ status: 'inProgress' }));
    expect((await ask(aHttpRequest())).statusCode).toBe(409);
  });

  it('that the bus did not take fails, and may be sent again', async () => {
    const { ask, bus } = await setUp();
    const publish = bus.publish.bind(bus);
    bus.publish = () => Promise.resolve(new Set());
    await expect(ask(aHttpRequest())).rejects.toThrow('the bus did not confirm VoteCast');
    bus.publish = publish;
    expect((await ask(aHttpRequest())).statusCode).toBe(202);
  });
});

describe('looking at approvals', () => {
  const GET_ONE = 'GET /approvals/{runId}/{wave}';
  const benCounted = { voter: person('ben'), voteId: 'v' };

  it('shows the pending ones, the soonest to expire first', async () => {
    const { ask } = await setUp([
      aPendingApproval({ wave: 'later', expiresAt: NIGHT + 8 * HOUR_MS }),
      aPendingApproval(),
      { status: 'Expired', request: aRequest({ wave: 'gone' }) },
    ]);
    expect(await ask(aHttpRequest({ routeKey: 'GET /approvals' }))).toEqual({
      statusCode: 200, body: { approvals: [shown, { ...shown, wave: 'later', expiresAt: '2026-03-10T10:00:00.000Z' }] },
    });
  });

  it('leaves out what the index still names but was decided', async () => {
    const { ask, table } = await setUp();
    const item = table.items.get(approvalKeyOf(aRequest()))!;
    table.items.set(item.key, { ...item, state: { status: 'Expired', request: aRequest() } });
    expect((await ask(aHttpRequest({ routeKey: 'GET /approvals' }))).body).toEqual({ approvals: [] });
  });

  it('shows one, decided or not', async () => {
    const rejected: ApprovalState = { status: 'Rejected', request: aRequest(), rejection: benCounted, reason: 'No.' };
    const { ask } = await setUp([rejected]);
    expect(await ask(aHttpRequest({ routeKey: GET_ONE }))).toEqual({
      statusCode: 200, body: { ...asked, status: 'Rejected', rejectedBy: person('ben').id, reason: 'No.' },
    });
  });

  it('names who approved', async () => {
    const { ask } = await setUp([{ status: 'Approved', request: aRequest(), approvals: [benCounted] }]);
    expect((await ask(aHttpRequest({ routeKey: GET_ONE }))).body).toEqual({ ...shown, status: 'Approved', approvedBy: [person('ben').id] });
  });

  it('does not find what was never asked', async () => {
    const { ask } = await setUp();
    expect((await ask(aHttpRequest({ routeKey: GET_ONE, wave: 'other' }))).statusCode).toBe(404);
    expect((await ask(without('pathParameters', aHttpRequest({ routeKey: GET_ONE })))).statusCode).toBe(404);
  });

  it('does not know other routes', async () => {
    const { ask } = await setUp();
    expect(await ask(aHttpRequest({ routeKey: 'DELETE /approvals' }))).toEqual({
      statusCode: 404, body: { error: 'DELETE /approvals: there is no such route.' },
    });
  });
});
