// npm run simulate:mutants -- [--only NAME] [--seeds N] [--json FILE]: each mutant must be caught; exit 1 on a survivor.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

import { mutants } from './all-mutants.ts';
import type { Caught } from './caught.ts';
import type { Mutant } from './mutant.ts';

const IN_PARALLEL = 2;
/** Far longer than 200 green seeds take: a mutant that hangs is no proof of anything. */
const PATIENCE_MS = 10 * 60_000;

const { values } = parseArgs({ options: { only: { type: 'string' }, seeds: { type: 'string', default: '200' }, json: { type: 'string' } } });
const chosen = mutants.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  process.stderr.write(`--only: found "${String(values.only)}", expected one of ${mutants.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}

interface Result extends Pick<Mutant, 'name' | 'breaks'> {
  caught: Caught | null;
}

const startedAt = performance.now();
const results: Result[] = [];
const left = chosen.values();
await Promise.all(Array.from({ length: IN_PARALLEL }, work));
results.sort((one, other) => chosen.findIndex(({ name }) => name === one.name) - chosen.findIndex(({ name }) => name === other.name));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ mutants: results }, null, 2)}\n`);
const survivors = results.filter(({ caught }) => caught === null);
process.stderr.write(`${String(results.length - survivors.length)} of ${String(results.length)} mutants caught in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
process.exitCode = survivors.length > 0 ? 1 : 0;

async function work(): Promise<void> {
  for (const mutant of left) {
    const result = { name: mutant.name, breaks: mutant.breaks, caught: await hunt(mutant) };
    results.push(result);
    process.stdout.write(`${row(result)}\n`);
  }
}

async function hunt({ name }: Mutant): Promise<Caught | null> {
  const hook = new URL('patch-source.ts', import.meta.url).href;
  const hunter = fileURLToPath(new URL('hunt.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', hook, hunter, '--seeds', values.seeds], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: { ...process.env, PATCHWAVE_MUTANT: name },
    timeout: PATIENCE_MS,
  });
  return JSON.parse(stdout) as Caught | null;
}

function row({ name, breaks, caught }: Result): string {
  if (caught === null) return `SURVIVED | ${name} | it should break: ${breaks}`;
  return `${name} | seed ${String(caught.seed)} | ${caught.seen.replaceAll(/\s+/g, ' ').slice(0, 160)}`;
}
