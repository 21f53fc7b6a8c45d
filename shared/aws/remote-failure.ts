import type { RemoteFailure } from '../domain/remote-failure.ts';

const throttled = new Set([
  'ThrottlingException', 'Throttling', 'RequestLimitExceeded', 'TooManyRequestsException', 'SlowDown', 'RateExceeded',
  'RequestThrottled', 'ThrottledException', 'ProvisionedThroughputExceededException',
]);
const denied = new Set([
  'AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthFailure', 'InvalidClientTokenId',
  'UnrecognizedClientException', 'ExpiredToken', 'ExpiredTokenException', 'OptInRequired', 'SignatureDoesNotMatch',
]);

const MESSAGE_CHARACTERS_MAX = 200;

/**
 * What a failed call of an AWS SDK means to a decision. A broken socket, a time-out or a 5xx is `unavailable`: nobody
 * can tell whether the call was carried out.
 */
export function remoteFailureOf(error: unknown): RemoteFailure {
  const { name, message, status } = partsOf(error);
  const described = { code: name, message: message.slice(0, MESSAGE_CHARACTERS_MAX) };
  if (throttled.has(name)) return { kind: 'throttled', ...described };
  if (denied.has(name)) return { kind: 'denied', ...described };
  if (status !== undefined && status >= 400 && status < 500) return { kind: 'refused', ...described };
  return { kind: 'unavailable', ...described };
}

function partsOf(error: unknown): { name: string; message: string; status: number | undefined } {
  if (!(error instanceof Error)) return { name: 'Unknown', message: String(error), status: undefined };
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: $metadata?.httpStatusCode };
}
