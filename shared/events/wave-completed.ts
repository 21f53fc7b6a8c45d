import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { commandCounts, count, outcomeCounts, runId, waveName } from './scalars.ts';

export const waveCompleted = defineEvent({
  name: 'WaveCompleted',
  version: 1,
  sources: ['patchwave.account-fanout'],
  outward: true,
  description: 'Every target of the wave has ended, whichever way: its sums. What was never admitted counts as Skipped; as Deferred where the time was up.',
  data: z.object({
    runId,
    wave: waveName,
    planned: count,
    outcomes: outcomeCounts,
    commands: commandCounts,
    ending: z.enum(['Completed', 'Halted', 'Aborted']),
  }),
});
