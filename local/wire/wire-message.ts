/** A request as every front hands it in: HTTP over a socket, or an SDK's `requestHandler` in this process. */
export interface WireRequest {
  method: string;
  /** Path and query exactly as sent, still percent-encoded: S3 keys depend on it. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** A response together with what a recorder wants to know of the call. */
export interface Answer extends WireResponse {
  /** The AWS name of the operation, such as `SendCommand`. */
  operation: string;
  /** The ARN of the resource named in the request, where the service makes that cheap to see. */
  resource?: string | undefined;
  /** What the conditions of an IAM policy would see of the request, by condition key, such as `events:source`. */
  conditionKeys?: Record<string, string[]> | undefined;
  /** The error code as the client sees it. */
  errorCode?: string | undefined;
}

export function pathOf(request: WireRequest): string {
  const end = request.url.indexOf('?');
  return end < 0 ? request.url : request.url.slice(0, end);
}

export function queryOf(request: WireRequest): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1));
}
