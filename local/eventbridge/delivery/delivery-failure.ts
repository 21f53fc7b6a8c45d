/** Why a delivery failed, in the words EventBridge writes on dead letters. */
export interface DeliveryFailure {
  errorCode: string;
  errorMessage: string;
  /** A final failure is not tried again: trying cannot mend a missing queue or a missing permission. */
  final: boolean;
}

/** A refusal inside EventBridge itself, such as a third hop. */
export class DeliveryRefusal extends Error {
  readonly failure: DeliveryFailure;

  constructor(errorCode: string, errorMessage: string) {
    super(errorMessage);
    this.name = errorCode;
    this.failure = { errorCode, errorMessage, final: true };
  }
}

const known: readonly { name: RegExp; errorCode: string; final: boolean }[] = [
  { name: /AccessDenied|NotAuthorized|Forbidden/, errorCode: 'NO_PERMISSIONS', final: true },
  { name: /NotFound|NonExistent|DoesNotExist/, errorCode: 'NO_RESOURCE', final: true },
  { name: /Throttl|TooManyRequests|RequestLimitExceeded/, errorCode: 'THROTTLING', final: false },
  { name: /Timeout|TimedOut/, errorCode: 'TIMEOUT', final: false },
  { name: /Validation|InvalidParameter|InvalidMessage/, errorCode: 'INVALID_PARAMETER', final: true },
];

/** Sorts whatever a target threw by the name of the AWS error; what is not known is tried again. */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryRefusal) return error.failure;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const kind = known.find((candidate) => candidate.name.test(name));
  return { errorCode: kind?.errorCode ?? 'ERROR_FROM_TARGET', errorMessage: message, final: kind?.final ?? false };
}
