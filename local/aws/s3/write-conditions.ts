import type { S3Store } from '#local/aws/sqs/fauxqs.ts';
import { AwsError } from '#local/wire/service.ts';

/**
 * `If-None-Match: *` creates only, `If-Match` replaces only what was read; fauxqs ignores both. Throws as S3 would.
 * The caller keeps other writes of the same key out until its own is done.
 */
export function checkWriteConditions(store: S3Store, object: { bucket: string; key: string }, headers: Record<string, string>): void {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch !== undefined) checkAbsent(currentEtag(store, object), ifNoneMatch);
  if (ifMatch !== undefined) checkSame(currentEtag(store, object), ifMatch);
}

function checkAbsent(etag: string | undefined, ifNoneMatch: string): void {
  if (ifNoneMatch !== '*') throw new AwsError('NotImplemented', `If-None-Match is "${ifNoneMatch}"; a write accepts only "*".`);
  if (etag !== undefined) throw preconditionFailed();
}

function checkSame(etag: string | undefined, ifMatch: string): void {
  if (etag === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.');
  if (unquoted(ifMatch) !== unquoted(etag)) throw preconditionFailed();
}

function currentEtag(store: S3Store, { bucket, key }: { bucket: string; key: string }): string | undefined {
  try {
    return store.headObject(bucket, key).etag;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'NoSuchKey' || code === 'NotFound') return undefined;
    if (typeof code === 'string') throw new AwsError(code, error instanceof Error ? error.message : code);
    throw error;
  }
}

function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

function preconditionFailed(): AwsError {
  return new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
}
