import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { identity, runId, shortText } from './scalars.ts';

export const runRejected = defineEvent({
  name: 'RunRejected',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: "The planner's no: nothing was started, and why.",
  data: z.object({
    runId,
    policyName: z.string().check(z.maxLength(48)),
    requestedBy: identity,
    reasons: z.array(shortText).check(z.minLength(1), z.maxLength(20)),
  }),
});
