import { readSignatureScope } from './signature.ts';
import type { WireRequest } from './wire-message.ts';

function request(overrides: Partial<WireRequest>): WireRequest {
  return { method: 'POST', url: '/', headers: {}, body: Buffer.alloc(0), ...overrides };
}

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=ASIA1/20260101/us-west-2/ssm/aws4_request, SignedHeaders=host, Signature=abc';

describe('the scope of a signature', () => {
  it('comes from the Authorization header', () => {
    const headers = { authorization: AUTHORIZATION, 'x-amz-security-token': 'token' };
    expect(readSignatureScope(request({ headers }))).toEqual({
      accessKeyId: 'ASIA1',
      region: 'us-west-2',
      service: 'ssm',
      sessionToken: 'token',
    });
  });

  it('comes from the query of a presigned URL', () => {
    const url = '/b/k?X-Amz-Credential=test%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Security-Token=t';
    expect(readSignatureScope(request({ method: 'GET', url }))).toEqual({
      accessKeyId: 'test',
      region: 'us-east-1',
      service: 's3',
      sessionToken: 't',
    });
  });

  it('comes from a URL that an old CLI presigned', () => {
    const url = '/b/k?AWSAccessKeyId=test&Signature=abc&Expires=1';
    expect(readSignatureScope(request({ method: 'GET', url }))).toEqual({ accessKeyId: 'test', region: 'us-east-1', service: 's3' });
  });

  it('is missing without a signature, or with one that is no AWS signature', () => {
    expect(readSignatureScope(request({}))).toBeUndefined();
    expect(readSignatureScope(request({ headers: { authorization: 'Bearer abc' } }))).toBeUndefined();
  });
});
