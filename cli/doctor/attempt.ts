import { CommandFailure } from '../exit-codes.ts';
import { faulty, fine, type Fault, type Finding } from './finding.ts';

/** The name and the words of an AWS error. */
export interface Failure {
  code: string;
  message: string;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'Unknown', message: String(error) };
  // A refused connection to a name with several addresses has no words of its own.
  const code = 'code' in error && error.name === 'Error' ? String(error.code) : error.name;
  return { code, message: error.message === '' ? code : error.message };
}

export function showFailure({ code, message }: Failure): string {
  return message === code ? code : `${code}: ${message}`;
}

/** Runs one check: what AWS refuses becomes a finding, so that the other checks are still made. */
export async function attempt(check: string, look: () => Promise<string | Fault>, explain: (failure: Failure) => Omit<Fault, 'found'>): Promise<Finding> {
  try {
    const seen = await look();
    return typeof seen === 'string' ? fine(check, seen) : faulty(check, seen);
  } catch (error) {
    if (error instanceof CommandFailure || !isOfAws(error)) throw error;
    const failure = failureOf(error);
    return faulty(check, { found: showFailure(failure), ...explain(failure) });
  }
}

/** Anything else is a bug, and its stack is wanted. */
function isOfAws(error: unknown): boolean {
  return error instanceof Error && ('$metadata' in error || 'code' in error || error.name === 'CredentialsProviderError');
}
