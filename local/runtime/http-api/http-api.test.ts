import type { PausableTimers } from '#local/clock/clock.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import type { Caller } from '#local/wire/service.ts';
import type { WireRequest } from '#local/wire/wire-message.ts';

import { createHttpApi, type HttpApiParts } from './http-api.ts';
import type { HttpRoute } from './routes.ts';

const caller: Caller = { accountId: '000000000000', region: 'us-east-1', arn: 'arn:aws:iam::000000000000:user/test', accessKeyId: 'test' };

function route(routeKey: string, spoiled: Partial<HttpRoute> = {}): HttpRoute {
  const [method = '', path = ''] = routeKey.split(' ');
  const segments = path.split('/').filter((segment) => segment !== '');
  return { apiId: 'approval', routeKey, method, segments, functionArn: 'arn:of:api', needsSignature: true, ...spoiled };
}

const routes = [route('POST /runs/{runId}/waves/{wave}/votes'), route('GET /approvals'), route('GET /approvals/{runId}/{wave}')];

function request(spoiled: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'POST',
    url: '/_api/approval/runs/run-1/waves/main%20two/votes?dry=1',
    headers: { host: '127.0.0.1:4566', 'user-agent': 'curl/8' },
    body: Buffer.from('{"vote":"approve"}'),
    ...spoiled,
  };
}

class StandingClock extends VirtualTimers implements PausableTimers {
  holds = 0;

  hold(): () => void {
    this.holds += 1;
    return () => void (this.holds -= 1);
  }
}

function api(invoke: HttpApiParts['invoke'] = () => Promise.resolve({ statusCode: 202, body: '{}' })) {
  const clock = new StandingClock();
  const events: unknown[] = [];
  const serve = createHttpApi({
    routes,
    clock,
    newId: () => 'request-1',
    invoke: (functionArn, event, requestId) => {
      events.push({ functionArn, event, holds: clock.holds });
      return invoke(functionArn, event, requestId);
    },
  });
  return { serve, events, clock };
}

describe('the HTTP API', () => {
  it('hands a signed request to the function as payload 2.0, with the identity that signed it', async () => {
    const { serve, events } = api();
    await serve(request(), caller);
    expect(events).toEqual([
      {
        functionArn: 'arn:of:api',
        holds: 1,
        event: {
          version: '2.0',
          routeKey: 'POST /runs/{runId}/waves/{wave}/votes',
          rawPath: '/runs/run-1/waves/main%20two/votes',
          rawQueryString: 'dry=1',
          headers: { host: '127.0.0.1:4566', 'user-agent': 'curl/8' },
          queryStringParameters: { dry: '1' },
          pathParameters: { runId: 'run-1', wave: 'main two' },
          body: '{"vote":"approve"}',
          isBase64Encoded: false,
          requestContext: {
            accountId: '000000000000',
            apiId: 'approval',
            domainName: '127.0.0.1:4566',
            domainPrefix: 'approval',
            http: { method: 'POST', path: '/runs/run-1/waves/main%20two/votes', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'curl/8' },
            requestId: 'request-1',
            routeKey: 'POST /runs/{runId}/waves/{wave}/votes',
            stage: '$default',
            time: '2026-01-05T08:00:00.000Z',
            timeEpoch: Date.UTC(2026, 0, 5, 8),
            authorizer: {
              iam: {
                accessKey: 'test',
                accountId: '000000000000',
                callerId: 'test',
                cognitoIdentity: null,
                principalOrgId: 'o-patchwave01',
                userArn: 'arn:aws:iam::000000000000:user/test',
                userId: 'test',
              },
            },
          },
        },
      },
    ]);
  });

  it('answers what the function answers', async () => {
    const { serve } = api(() => Promise.resolve({ statusCode: 202, headers: { 'X-Run': 'run-1' }, body: '{"ok":true}' }));
    expect(await serve(request(), caller)).toEqual({
      status: 202,
      headers: { 'content-type': 'application/json', 'x-run': 'run-1' },
      body: '{"ok":true}',
    });
  });

  it('makes a 200 of an answer without a status', async () => {
    const { serve } = api(() => Promise.resolve({ approvals: [] }));
    expect(await serve(request({ method: 'GET', url: '/_api/approval/approvals' }), caller)).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"approvals":[]}',
    });
  });

  it('refuses an unsigned request without asking the function', async () => {
    const { serve, events } = api();
    const response = await serve(request(), undefined);
    expect({ status: response.status, body: response.body, events }).toEqual({ status: 403, body: '{"message":"Forbidden"}', events: [] });
  });

  it.each([
    ['an unknown path', { url: '/_api/approval/nothing' }],
    ['another method', { method: 'DELETE' }],
    ['an unknown API', { url: '/_api/planner/approvals', method: 'GET' }],
  ])('finds nothing for %s', async (_name, spoiled) => {
    const { serve } = api();
    expect((await serve(request(spoiled), caller)).status).toBe(404);
  });

  it('answers 500 when the function fails, and lets the clock go', async () => {
    const { serve, clock } = api(() => Promise.reject(new Error('broken')));
    const response = await serve(request(), caller);
    expect({ status: response.status, body: response.body, holds: clock.holds }).toEqual({
      status: 500,
      body: '{"message":"Internal Server Error"}',
      holds: 0,
    });
  });
});
