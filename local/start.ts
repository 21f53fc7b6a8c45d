// npm start: the whole system in one process tree, and one run through it.
import { join } from 'node:path';

import { describeProblem } from '#shared/domain/problem.ts';
import { exitCodes } from '#cli/exit-codes.ts';
import { exitCodeOf, start } from './start/start.ts';
import { readStartOptions, startUsage } from './start/start-options.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(exitCodes.interrupted));

const read = readStartOptions(process.argv.slice(2));
if (!read.ok) {
  process.stderr.write(`${read.problems.map(describeProblem).join('\n')}\n\n${startUsage}\n`);
  process.exit(exitCodes.badInput);
}
try {
  process.exitCode = await start(read.options, join(import.meta.dirname, '..'));
} catch (error) {
  const code = exitCodeOf(error);
  if (code === undefined) throw error;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = code;
}
