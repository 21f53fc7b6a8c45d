import { listenHttp } from '#local/wire/http-front.ts';

import { openFronts, type Fronts } from './open-fronts.ts';

const SIGNED_FOR_A_SERVICE_THAT_IS_NOT_THERE = {
  method: 'POST',
  headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/secretsmanager/aws4_request, Signature=x' },
};

describe('the HTTP front', () => {
  let fronts: Fronts;
  beforeAll(async () => {
    fronts = await openFronts();
  });
  afterAll(() => fronts.close());

  it('says what it is to whoever asks without a signature', async () => {
    const response = await fetch(`${fronts.endpoint}/`);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Patchwave local cloud')]);
  });

  it('hands plain requests to their route and refuses the rest', async () => {
    expect(await (await fetch(`${fronts.endpoint}/health/deep?x=1`)).text()).toBe('well');
    expect((await fetch(`${fronts.endpoint}/other`)).status).toBe(403);
  });

  it('names the services it has to a request for another', async () => {
    const response = await fetch(fronts.endpoint, SIGNED_FOR_A_SERVICE_THAT_IS_NOT_THERE);
    expect([response.status, await response.json()]).toEqual([
      501,
      { __type: 'NotImplemented', message: expect.stringMatching(/no service "secretsmanager".* ssm/) as unknown },
    ]);
  });

  it('tells that its port is taken', async () => {
    const port = Number(new URL(fronts.endpoint).port);
    await expect(listenHttp(() => Promise.reject(new Error('unused')), port, { now: () => 0 })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });
});
