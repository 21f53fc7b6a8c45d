import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { faultKinds } from '#test/world/faults.ts';
import { incidentKinds } from './night.ts';
import { peopleAndFleetKinds } from './struck-by-people-and-fleet.ts';

/** Over all parts together. */
const SEEDS = Number(process.env['PATCHWAVE_SEEDS'] ?? 2_000);
const FIRST_SEED = Number(process.env['PATCHWAVE_FIRST_SEED'] ?? 1);
/** With fewer nights one of the rarer kinds may well not strike. */
const SEEDS_FOR_ALL_KINDS = 100;

interface Found {
  seeds: number;
  violations: { seed: number; message: string }[];
  faults: Record<string, number>;
}

/** One of several parts of the same nights, each in a test file of its own, so that jest's workers share them. */
export function testNights({ part, parts }: { part: number; parts: number }): void {
  const seeds = Math.ceil(SEEDS / parts);
  const firstSeed = FIRST_SEED + part * seeds;
  it(`${String(seeds)} nights in which everything goes wrong, from ${String(firstSeed)}, break no promise, and every kind of trouble struck`, async () => {
    const { seeds: simulated, violations, faults, told } = await simulate(firstSeed, seeds);

    expect(violations.length > 0 ? { violations, told } : 'no promise broke').toBe('no promise broke');
    expect(simulated).toBe(seeds);
    const kinds = [...faultKinds, ...incidentKinds, ...peopleAndFleetKinds];
    expect(kinds.filter((kind) => seeds >= SEEDS_FOR_ALL_KINDS && (faults[kind] ?? 0) === 0)).toEqual([]);
  }, 900_000);
}

/** In a process of its own, as people start it: what jest transforms, and counts the coverage of, runs many times slower. */
function simulate(firstSeed: number, seeds: number): Promise<Found & { told: string }> {
  const file = join(mkdtempSync(join(tmpdir(), 'patchwave-simulation-')), 'nights.json');
  const options = ['--seeds', String(seeds), '--seed', String(firstSeed), '--workers', '1', '--json', file];
  return new Promise((resolve) => {
    execFile(process.execPath, ['test/simulation/main.ts', ...options], (_error, _stdout, told) => {
      resolve({ ...(JSON.parse(readFileSync(file, 'utf8')) as Found), told });
    });
  });
}
