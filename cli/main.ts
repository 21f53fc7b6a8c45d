import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { CommanderError } from 'commander';

import { describeFailure } from './describe-failure.ts';
import { openProbe } from './doctor/open-probe.ts';
import { exitCodes } from './exit-codes.ts';
import { openHub } from './hub/open-hub.ts';
import { terminal } from './output.ts';
import { buildProgram } from './program/program.ts';
import { openRecovery } from './recovery/open-recovery.ts';
import { wallPace } from './wait-until.ts';

const root = resolve(import.meta.dirname, '..');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(exitCodes.interrupted));
try {
  await buildProgram({
    output: terminal,
    pace: wallPace,
    openHub,
    openProbe: (choice) => openProbe(choice, { root, environment: process.env }),
    openRecovery,
    readSpokeTemplate: () => readFileSync(join(root, 'services', 'spoke', 'template.yml'), 'utf8'),
  }).parseAsync();
} catch (error) {
  const failure = describeFailure(error);
  if (failure !== undefined) {
    terminal.note(failure.message);
    process.exitCode = failure.exitCode;
  } else if (!(error instanceof CommanderError && error.exitCode === 0)) {
    throw error;
  }
}
