import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { runId, waveName } from './scalars.ts';

export const wavePassed = defineEvent({
  name: 'WavePassed',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: 'The wave ended within its thresholds and has baked: what depends on it may start.',
  data: z.object({ runId, wave: waveName }),
});
