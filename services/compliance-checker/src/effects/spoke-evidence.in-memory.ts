import { evidenceReader, type Place } from './evidence-reader.ts';
import type { SpokeEvidence } from './spoke-evidence.ts';

/** How a simulated fleet is asked; throws errors whose `name` is AWS's code. */
export type FleetCall = (place: Place, operation: string, input: object) => unknown;

/** The twin: the same reading and the same failures, with a fleet in the place of the wire. */
export function createInMemorySpokeEvidence(call: FleetCall): SpokeEvidence {
  return evidenceReader(async (place, operation, input) => (await call(place, operation, input)) as object);
}
