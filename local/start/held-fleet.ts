import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';

/** Which fleet the tables and the journal of a data folder speak of: another one would make nonsense of them. */
export function readHeldFleet(dataFolder: string): FleetSize | undefined {
  const path = join(dataFolder, FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as FleetSize) : undefined;
}

/** By a rename, so that a kill leaves the old or the new file, never half of one. */
export function writeHeldFleet(dataFolder: string, { seed, accounts, regions, instances }: FleetSize): void {
  const path = join(dataFolder, FILE);
  writeFileSync(`${path}.new`, JSON.stringify({ seed, accounts, regions, instances }, null, 2));
  renameSync(`${path}.new`, path);
}

export function isSameFleet(one: FleetSize, other: FleetSize): boolean {
  return one.seed === other.seed && one.accounts === other.accounts && one.instances === other.instances && one.regions.join() === other.regions.join();
}

const FILE = 'fleet.json';
