import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { identity, runId, shortText } from './scalars.ts';

export const runControlRefused = defineEvent({
  name: 'RunControlRefused',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: 'A wish to pause, resume or abort was not followed, and why.',
  data: z.object({ runId, action: z.enum(['pause', 'resume', 'abort']), requestedBy: identity, reason: shortText }),
});
