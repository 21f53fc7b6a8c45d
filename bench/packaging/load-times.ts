import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { percentile } from '../measure/percentile.ts';

export interface Loaded {
  module: Uint8Array;
  variables: Record<string, string>;
}

const run = promisify(execFile);
const LOAD = 'const startedMs = performance.now(); await import(process.argv[1]); process.stdout.write(String(performance.now() - startedMs));';
/** What Lambda itself sets. Nothing is called, so they need open nothing. */
const OF_LAMBDA = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };

/**
 * Median milliseconds from import to the end of each module's evaluation, each time in a fresh process. All take turns:
 * what else the machine does in the meantime slows all of them alike.
 */
export async function loadTimesMs<Name extends string>(modules: Record<Name, Loaded>, rounds: number): Promise<Record<Name, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'patchwave-load-'));
  const names = Object.keys(modules) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  try {
    for (const name of names) writeFileSync(join(folder, `${name}.mjs`), modules[name].module);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) times.get(name)?.push(await loadMs(join(folder, `${name}.mjs`), modules[name].variables));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return Object.fromEntries([...times].map(([name, some]) => [name, percentile(some, 0.5)])) as Record<Name, number>;
}

async function loadMs(file: string, variables: Record<string, string>): Promise<number> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', LOAD, file], { env: { ...OF_LAMBDA, ...variables } });
  return Number(stdout);
}
