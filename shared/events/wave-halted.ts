import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { accountId, count, region, runId, shortText, waveName } from './scalars.ts';

export const waveHalted = defineEvent({
  name: 'WaveHalted',
  version: 1,
  sources: ['patchwave.account-fanout'],
  outward: true,
  description: 'A target, or the wave as a whole, had more errors than the wave allows: it admits nothing more. WaveCompleted follows when what is in flight has ended.',
  data: z.object({
    runId, wave: waveName, accountId, region, errors: count, errorsAllowed: count, detail: shortText,
    /** Whose threshold was passed; absent: the target's. */
    scope: z.optional(z.enum(['target', 'wave'])),
  }),
});
