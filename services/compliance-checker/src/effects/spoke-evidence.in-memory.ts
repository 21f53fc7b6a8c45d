import { evidenceReader } from './evidence-reader.ts';
import type { SpokeEvidence } from './spoke-evidence.ts';

/**
 * How a simulated spoke is asked: an operation by AWS's name with AWS's input, `AssumeRole` among them. Throws errors
 * whose `name` is AWS's code.
 */
export type SpokeCall = (...call: [accountId: string, region: string, operation: string, input: object]) => unknown;

/** The twin: the same reading and the same failures, with a fleet in the place of the wire. */
export function createInMemorySpokeEvidence(call: SpokeCall): SpokeEvidence {
  return evidenceReader(async ({ accountId, region }, operation, input) => {
    await call(accountId, region, 'AssumeRole', {});
    return (await call(accountId, region, operation, input)) as object;
  });
}
