// npm run record:accesses: two runs on the local cloud, and what each function called in them, for the IAM simulation.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Access } from '#local/cloud/access-record.ts';
import { eventually } from '#test/local/system/hub-of.ts';
import { createWorkbench } from '#test/local/system/start-process.ts';
import { actAsPeople } from './people-who-meddle.ts';
import { recordedFile } from './recorded-accesses.ts';

const tell = (line: string): void => void process.stderr.write(`record: ${line}\n`);

/** A run that nobody disturbs: three waves, two regions, one account whose role refuses. */
async function healthyRun(): Promise<Access[]> {
  const bench = createWorkbench();
  const data = join(bench.folder(), 'data');
  const ending = await bench.run(['--headless', '--auto-approve', '--instances', '120', '--speed', 'max', '--data', data]);
  tell(`the healthy run ended with ${String(ending.exitCode)}`);
  if (ending.exitCode !== 0) throw new Error(`the healthy run failed:\n${ending.stderr}`);
  return accessesOf(data, () => bench.clean());
}

/** Runs that people approve by the API, pause, resume, abort, guard by alarms and calendars, and select by unit. */
async function disturbedRuns(): Promise<Access[]> {
  const bench = createWorkbench('local/serve.ts');
  const data = join(bench.folder(), 'data');
  const served = bench.start(['--port', '0', '--accounts', '6', '--regions', 'us-east-1', '--instances', '120', '--speed', '600', '--data', data]);
  await actAsPeople({ endpoint: await served.says(/Local cloud at (\S+):/), data }, tell);
  const { exitCode } = await served.kill('SIGTERM');
  tell(`the cloud of the disturbed runs ended with ${String(exitCode)}`);
  return accessesOf(data, () => bench.clean());
}

async function accessesOf(data: string, clean: () => Promise<void>): Promise<Access[]> {
  const text = await eventually('accesses.json', () => Promise.resolve(readFileSync(join(data, 'accesses.json'), 'utf8')));
  await clean();
  return JSON.parse(text) as Access[];
}

const lines = [...(await healthyRun()), ...(await disturbedRuns())].map((access) => JSON.stringify(access));
const each = [...new Set(lines)].sort();
writeFileSync(recordedFile, `[\n${each.map((line) => `  ${line}`).join(',\n')}\n]\n`);
tell(`${String(each.length)} kinds of calls in ${recordedFile}`);
