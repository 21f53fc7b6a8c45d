import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { badInput } from '../exit-codes.ts';
import { checkDefinition, readDocument } from '../read-document.ts';

/** Reads and checks what to run; a bad file never reaches the hub. Throws a bad-input failure that names each field. */
export function readRunSource({ policy, runInput }: { policy?: string; runInput?: string }): RunSource {
  const file = policy ?? runInput;
  if (file === undefined || (policy !== undefined && runInput !== undefined)) {
    throw badInput(`--policy, --run-input: found ${file === undefined ? 'neither' : 'both'}, expected one of them.`);
  }
  const document = readDocument(file);
  const source = policy === undefined ? { runInput: document } : { policy: document };
  // The hub's clock may be another one, as a local cloud's is: what depends on the time is left to the planner.
  checkDefinition(file, source);
  return source;
}
