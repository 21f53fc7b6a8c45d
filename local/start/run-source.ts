import { join } from 'node:path';

import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { describeProblem, type Problem } from '#shared/domain/problem.ts';
import { spokeAccountId } from '#local/fleet/plan/accounts.ts';
import { badInput } from '#cli/exit-codes.ts';
import { checkDefinition, readDocument } from '#cli/read-document.ts';
import type { StartOptions } from './start-options.ts';

/**
 * Reads and checks what to run, before anything is booted. Throws a bad-input failure that names each field. `startsAt`:
 * when the run will begin, in epoch ms; undefined where only the cloud's own clock knows.
 */
export function readRunSource(options: StartOptions, policiesFolder: string, startsAt?: number): RunSource {
  const checked = (file: string, source: RunSource) => checkedFor(options, { file, source, startsAt });
  if (options.runInputFile !== undefined) return checked(options.runInputFile, { runInput: readDocument(options.runInputFile) });
  if (options.policyFile !== undefined) return checked(options.policyFile, { policy: readDocument(options.policyFile) });
  const file = join(policiesFolder, 'default.yaml');
  const policy = readDocument(file) as { targets: { regions: string[] } };
  policy.targets.regions = options.regions;
  return checked(file, { policy });
}

interface Unchecked {
  file: string;
  source: RunSource;
  startsAt: number | undefined;
}

function checkedFor(options: StartOptions, { file, source, startsAt }: Unchecked): RunSource {
  const unknown = outsideTheFleet(options, checkDefinition(file, source, startsAt === undefined ? {} : { now: startsAt }));
  if (unknown.length > 0) throw badInput(`${file}:\n${unknown.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`);
  return source;
}

/** The simulated organization is known beforehand, so an account or region outside it need not wait for the planner. */
function outsideTheFleet({ accounts, regions }: StartOptions, definition: RunDefinition): Problem[] {
  const known = new Set(Array.from({ length: accounts }, (_, index) => spokeAccountId(index)));
  return definition.waves.flatMap(({ select }, index) => [
    ...(select.accounts ?? []).filter((account) => !known.has(account)).map((account) => ({
      field: `waves[${String(index)}].accounts`,
      found: `"${account}"`,
      expected: `an account of the simulated organization (${[...known].slice(0, 3).join(', ')} ... ${String(known.size)} in all)`,
      next: 'Raise --accounts, or name one of these.',
    })),
    ...select.regions.filter((region) => !regions.includes(region)).map((region) => ({
      field: `waves[${String(index)}].regions`,
      found: `"${region}"`,
      expected: `a region of the simulated fleet (${regions.join(', ')})`,
      next: 'Add it to --regions.',
    })),
  ]);
}
