import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { count, runId, waveName } from './scalars.ts';

export const waveProgressed = defineEvent({
  name: 'WaveProgressed',
  version: 1,
  sources: ['patchwave.account-fanout'],
  description: 'A wave has new errors, so that the run can be stopped by the sum of all waves. `step` counts these events: a consumer applies a higher one only.',
  data: z.object({ runId, wave: waveName, step: count, planned: count, errors: count }),
});
