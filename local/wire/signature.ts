import { queryOf, type WireRequest } from './wire-message.ts';

/** The part of an AWS signature that says who calls what, and where. The signature itself is not verified. */
export interface SignatureScope {
  accessKeyId: string;
  region: string;
  /** The signing name: `monitoring` for CloudWatch, `events` for EventBridge. */
  service: string;
  sessionToken?: string | undefined;
}

const CREDENTIAL = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/** Reads the credential scope from the Authorization header or from a presigned URL; undefined when unsigned. */
export function readSignatureScope(request: WireRequest): SignatureScope | undefined {
  const header = request.headers['authorization'];
  if (header !== undefined) return scopeFrom(header, request.headers['x-amz-security-token']);
  if (!/[?&](X-Amz-Credential|AWSAccessKeyId)=/.test(request.url)) return undefined;
  const query = queryOf(request);
  // Version 2, which `aws s3 presign` of AWS CLI 1 still writes: for S3 only, and it names no region.
  const accessKeyId = query.get('AWSAccessKeyId');
  if (accessKeyId !== null) return { accessKeyId, region: 'us-east-1', service: 's3', sessionToken: query.get('x-amz-security-token') ?? undefined };
  const credential = query.get('X-Amz-Credential') ?? '';
  return scopeFrom(`Credential=${credential}`, query.get('X-Amz-Security-Token') ?? undefined);
}

function scopeFrom(text: string, sessionToken: string | undefined): SignatureScope | undefined {
  const [, accessKeyId, region, service] = CREDENTIAL.exec(text) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service, sessionToken };
}
