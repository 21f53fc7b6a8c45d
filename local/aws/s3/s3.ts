import { randomUUID } from 'node:crypto';

import type { Fauxqs } from '#local/aws/sqs/fauxqs.ts';
import type { Backend } from '#local/wire/backend.ts';
import { unmodelledStatus } from '#local/wire/error-status.ts';
import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { Answer, WireRequest, WireResponse } from '#local/wire/wire-message.ts';
import { xmlElements } from '#local/wire/xml-text.ts';

import { createKeyTurns } from './key-turns.ts';
import { readS3Call, type S3Call } from './s3-operations.ts';
import { checkWriteConditions } from './write-conditions.ts';

const STATUS_BY_CODE: Record<string, number> = {
  PreconditionFailed: 412,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  InvalidAccessKeyId: 403,
  ExpiredToken: 400,
};

/** S3 by fauxqs, path style or `<bucket>.localhost`, for the hub's account only. */
export function createS3(fauxqs: Fauxqs): Backend {
  const inTurn = createKeyTurns();

  async function handle(request: WireRequest, call: S3Call, caller: Caller): Promise<WireResponse> {
    const unknown = /^NotImplemented:(.*)/.exec(call.operation)?.[1];
    if (unknown !== undefined) {
      const text = 'A header or query you provided implies functionality that is not implemented';
      throw new AwsError('NotImplemented', `${text}: ${request.method} ?${unknown}`);
    }
    if (caller.accountId !== HUB_ACCOUNT_ID) throw new AwsError('AccessDenied', 'Access Denied');
    if (call.key === '' || ['GET', 'HEAD'].includes(request.method)) return fauxqs.inject(request);
    const object = { bucket: call.bucket, key: decodeURIComponent(call.key) };
    return inTurn(`${object.bucket}/${object.key}`, () => {
      checkWriteConditions(fauxqs.s3Store, object, request.headers);
      return fauxqs.inject(request);
    });
  }

  return {
    async answer(original, caller) {
      const request = toPathStyle(original);
      const call = readS3Call(request);
      const resource = `arn:aws:s3:::${call.bucket}${call.key && `/${call.key}`}`;
      try {
        const response = await handle(request, call, caller);
        return { ...response, operation: call.operation, resource, errorCode: codeOf(response) };
      } catch (error) {
        return { ...refuse(request, asAwsError(error)), resource };
      }
    },
    refuse,
  };
}

/** `GET /key` to `bucket.localhost:4566` becomes `GET /bucket/key`; fauxqs guesses at every host with a dot in it. */
function toPathStyle(request: WireRequest): WireRequest {
  const bucket = /^(.+)\.localhost(?::\d+)?$/.exec(request.headers['host'] ?? '')?.[1];
  const headers: Record<string, string> = { ...request.headers, host: '127.0.0.1' };
  if (request.body.length > 0) headers['content-type'] ??= 'binary/octet-stream';
  const url = bucket === undefined || bucket === 's3' ? request.url : `/${bucket}${request.url}`;
  return { ...request, url, headers };
}

function refuse(request: WireRequest, error: AwsError): Answer {
  const status = STATUS_BY_CODE[error.code] ?? unmodelledStatus(error.code);
  const fields = xmlElements({ Code: error.code, Message: error.message, RequestId: randomUUID() });
  const body = request.method === 'HEAD' ? '' : `<?xml version="1.0" encoding="UTF-8"?><Error>${fields}</Error>`;
  const { operation } = readS3Call(toPathStyle(request));
  return { status, headers: { 'content-type': 'application/xml' }, body, operation, errorCode: error.code };
}

function codeOf(response: WireResponse): string | undefined {
  if (response.status < 400) return undefined;
  return /<Code>([^<]+)/.exec(String(Buffer.from(response.body)))?.[1] ?? String(response.status);
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError('InternalError', `The local S3 failed: ${error instanceof Error ? error.message : String(error)}`);
}
