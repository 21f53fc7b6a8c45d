// npm run local: the whole system on one endpoint, until SIGTERM or SIGINT.
import { join } from 'node:path';

import { describeProblem } from '#shared/domain/problem.ts';
import { CommandFailure, exitCodes } from '#cli/exit-codes.ts';
import { readServeOptions, serveUsage } from './start/serve-options.ts';
import { serve } from './start/serve.ts';

const read = readServeOptions(process.argv.slice(2));
if (!read.ok) {
  process.stderr.write(`${read.problems.map(describeProblem).join('\n')}\n\n${serveUsage}\n`);
  process.exit(exitCodes.badInput);
}

// The first signal ends it in order, at the latest when it has come up; whoever does not want to wait sends another.
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => resolve());
    process.once(signal, () => process.on(signal, () => process.exit(exitCodes.interrupted)));
  }
});

try {
  await serve(read.options, {
    root: join(import.meta.dirname, '..'),
    stopped,
    tellEndpoint: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
  });
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
