import { AwsError } from '#local/wire/service.ts';

/** The AWS error that an action throws, as plain data to compare; anything else it does fails the test by name. */
export function awsErrorOf(action: () => unknown): { code: string; message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('expected an AwsError, but nothing was thrown');
}
