import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, identity, runId, shortText } from './scalars.ts';

export const runControlRequested = defineEvent({
  name: 'RunControlRequested',
  version: 1,
  sources: ['patchwave.cli', 'patchwave.api', 'patchwave.alarm'],
  description: 'Somebody wants the run paused, resumed or aborted.',
  data: z.object({
    runId,
    action: z.enum(['pause', 'resume', 'abort']),
    requestedBy: identity,
    reason: shortText,
    notAfter: epochMs,
  }),
});
