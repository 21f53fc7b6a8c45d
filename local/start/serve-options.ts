import { parseArgs } from 'node:util';

import type { Problem } from '#shared/domain/problem.ts';
import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';
import { ACCOUNTS_MAX, INSTANCES_MAX, readRegions, readSpeed, readWhole } from './option-values.ts';

/** What `npm run local` takes. */
export interface ServeOptions {
  port: number;
  dataFolder: string;
  /** Scaled milliseconds per real one; slow enough that a person can follow a run and step in. */
  speed: number;
  /** Only what was asked for: the rest is as the data folder has it, or as `defaultFleet`. */
  fleet: Partial<FleetSize>;
}

export type ServeOptionsResult = { ok: true; options: ServeOptions } | { ok: false; problems: Problem[] };

export const defaultFleet: FleetSize = { seed: 1, accounts: 12, regions: ['us-east-1', 'us-west-2'], instances: 600 };

const flags = {
  port: { type: 'string', default: '4566' },
  data: { type: 'string', default: '.patchwave' },
  speed: { type: 'string', default: '60' },
  accounts: { type: 'string' },
  regions: { type: 'string' },
  instances: { type: 'string' },
  seed: { type: 'string' },
} as const;

export const serveUsage = `Usage: npm run local -- [--port N] [--data DIR] [--speed X] [--accounts N] [--regions a,b] [--instances N] [--seed S]`;

export function readServeOptions(argv: readonly string[]): ServeOptionsResult {
  let values: Partial<Record<keyof typeof flags, string>>;
  try {
    values = parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ field: 'arguments', found, expected: 'the options below' }] };
  }
  const problems: Problem[] = [];
  const options: ServeOptions = {
    port: readWhole(problems, { field: '--port', text: values.port, least: 0, most: 65_535 }),
    dataFolder: values.data ?? '.patchwave',
    speed: readSpeed(problems, values.speed ?? ''),
    fleet: readFleet(problems, values),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, options };
}

function readFleet(problems: Problem[], { accounts, regions, instances, seed }: Partial<Record<keyof typeof flags, string>>): Partial<FleetSize> {
  return {
    ...(accounts === undefined ? {} : { accounts: readWhole(problems, { field: '--accounts', text: accounts, least: 1, most: ACCOUNTS_MAX }) }),
    ...(regions === undefined ? {} : { regions: readRegions(problems, regions) }),
    ...(instances === undefined ? {} : { instances: readWhole(problems, { field: '--instances', text: instances, least: 1, most: INSTANCES_MAX }) }),
    ...(seed === undefined ? {} : { seed: readWhole(problems, { field: '--seed', text: seed, least: 0, most: Number.MAX_SAFE_INTEGER }) }),
  };
}
