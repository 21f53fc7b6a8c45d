import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, identity, policyName, runId, waveName } from './scalars.ts';

export const runAccepted = defineEvent({
  name: 'RunAccepted',
  version: 1,
  sources: ['patchwave.planner'],
  description: "The planner's yes: the run exists and is being planned.",
  data: z.object({
    runId,
    policyName,
    requestedBy: identity,
    waves: z.array(waveName).check(z.maxLength(20)),
    /** The run's hard end: nothing is sent whose expiry lies beyond it. */
    endsBefore: epochMs,
  }),
});
