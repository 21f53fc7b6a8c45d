import { remoteFailureOf } from '#shared/aws/remote-failure.ts';
import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

/** SSM's refusals of these four calls (botocore), for callers whose errors carry no HTTP status. */
const refusals = new Set([
  'DuplicateInstanceId', 'InvalidCommandId', 'InvalidDocument', 'InvalidDocumentVersion', 'InvalidFilterKey',
  'InvalidInstanceId', 'InvalidInstanceInformationFilterValue', 'InvalidNotificationConfig', 'InvalidOutputFolder',
  'InvalidParameters', 'InvalidRole', 'MaxDocumentSizeExceeded', 'UnsupportedPlatformType', 'ValidationException',
]);

/** A 4xx all the same, but one that only says that somebody on the way lost patience: the call may have been carried out. */
const inDoubt = new Set(['RequestTimeout', 'RequestTimeoutException', 'TimeoutError', 'UnknownError', 'Unknown']);

export function spokeFailureOf(error: unknown): RemoteFailure {
  const failure = remoteFailureOf(error);
  if (refusals.has(failure.code)) return { ...failure, kind: 'refused' };
  if (failure.kind === 'refused' && inDoubt.has(failure.code)) return { ...failure, kind: 'unavailable' };
  return failure;
}
