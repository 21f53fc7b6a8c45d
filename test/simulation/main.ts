// npm run simulate -- [--seeds N] [--seed S] [--workers W] [--json FILE]: nights of trouble, one a seed; exit 1 when a promise broke.
import { availableParallelism } from 'node:os';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

import type { ManyNights } from './many-nights.ts';
import { simulateMany } from './many-nights.ts';
import { shorten } from './shorten.ts';
import { simulate } from './simulate.ts';

interface Share {
  firstSeed: number;
  count: number;
}

if (isMainThread) await main();
else parentPort?.postMessage(await simulateMany((workerData as Share).firstSeed, (workerData as Share).count));

async function main(): Promise<void> {
  const { seeds, seed, workers, json } = readArguments();
  const startedAt = performance.now();
  const shares = sharesOf(seed, { seeds, workers });
  const parts = await Promise.all(shares.map(inWorker));
  const many = parts.reduce(merge);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const violations = many.failing.flatMap(({ night, violations: broken }) => broken.map(({ message }) => ({ seed: night.seed, message })));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ seeds: many.seeds, violations, faults: many.faults }, null, 2)}\n`);
  process.stderr.write(`${String(many.seeds)} seeds from ${String(seed)} in ${seconds} s, ${String(Object.values(many.faults).reduce((a, b) => a + b, 0))} faults, ${String(many.failing.length)} failing nights\n`);
  process.stdout.write(`${JSON.stringify(many.faults)}\n`);
  for (const { night } of many.failing.slice(0, 1)) await explain(night.seed);
  process.exitCode = violations.length > 0 ? 1 : 0;
}

async function explain(seed: number): Promise<void> {
  const shortest = await shorten(await simulate(seed));
  process.stderr.write(
    [
      `seed ${String(seed)}: replay it with "npm run simulate -- --seed ${String(seed)} --seeds 1"`,
      ...shortest.violations.slice(0, 5).map(({ message }) => `  ${message}`),
      `  the shortest night that still fails: ${JSON.stringify(shortest.night)}`,
      ...shortest.trace.map((line) => `    ${line}`),
      '',
    ].join('\n'),
  );
}

interface Arguments {
  seeds: number;
  seed: number;
  workers: number;
  json: string | undefined;
}

function readArguments(): Arguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seeds: { ...text, default: '200' }, seed: { ...text, default: '1' }, workers: { ...text, default: String(availableParallelism()) }, json: text } });
  const [seeds, seed, workers] = [Number(values.seeds), Number(values.seed), Number(values.workers)];
  if (![seeds, seed, workers].every(Number.isInteger) || seeds < 1 || seed < 0 || workers < 1) {
    process.stderr.write(`--seeds, --seed, --workers: found "${values.seeds}", "${values.seed}" and "${values.workers}", expected whole numbers, at least 1, 0 and 1.\n`);
    process.exit(2);
  }
  return { seeds, seed, workers, json: values.json };
}

/** The nights of each worker. */
function sharesOf(firstSeed: number, { seeds, workers }: Pick<Arguments, 'seeds' | 'workers'>): Share[] {
  const each = Math.ceil(seeds / workers);
  return Array.from({ length: workers }, (_, index) => ({ firstSeed: firstSeed + index * each, count: Math.min(each, seeds - index * each) })).filter(({ count }) => count > 0);
}

function inWorker(share: Share): Promise<ManyNights> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function merge(left: ManyNights, right: ManyNights): ManyNights {
  const faults = { ...left.faults };
  for (const [kind, times] of Object.entries(right.faults)) faults[kind] = (faults[kind] ?? 0) + times;
  return { seeds: left.seeds + right.seeds, failing: [...left.failing, ...right.failing], faults };
}
