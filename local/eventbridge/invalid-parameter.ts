import { AwsError } from '#local/wire/service.ts';

/** Refuses a call for one of its parameters; the message names it, what was found and what was expected. */
export function refuse(message: string): never {
  throw new AwsError('ValidationException', message);
}
