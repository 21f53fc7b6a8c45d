import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';

/** What a data folder knows of its run, so that a start after a kill goes on with it instead of beginning another. */
export interface CurrentRun {
  runId: string;
  source: RunSource;
  fleet: FleetSize;
  finished: boolean;
}

export function readCurrentRun(dataFolder: string): CurrentRun | undefined {
  const path = pathIn(dataFolder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CurrentRun) : undefined;
}

/** By a rename, so that a kill leaves the old or the new file, never half of one. */
export function writeCurrentRun(dataFolder: string, run: CurrentRun): void {
  const path = pathIn(dataFolder);
  writeFileSync(`${path}.new`, JSON.stringify(run, null, 2));
  renameSync(`${path}.new`, path);
}

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'current-run.json');
}
