// Codes that services send without modelling them; what is not listed is the client's fault, 400.
const STATUS_BY_CODE: Record<string, number> = {
  AccessDenied: 403,
  AuthFailure: 401,
  ExpiredToken: 403,
  InvalidClientTokenId: 403,
  MissingAuthenticationToken: 403,
  InternalFailure: 500,
  InternalError: 500,
  InternalServerError: 500,
  NotImplemented: 501,
  ServiceUnavailable: 503,
  RequestLimitExceeded: 503,
};

/** The HTTP status of an error code that no schema models. */
export function unmodelledStatus(code: string): number {
  return STATUS_BY_CODE[code] ?? 400;
}
