import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { count, lentShares, outcomeCounts } from './scalars.ts';
import { targetIdentity } from './target-identity.ts';

export const targetProgressed = defineEvent({
  name: 'TargetProgressed',
  version: 1,
  sources: ['patchwave.instance-patcher'],
  description: 'A target has new errors, or is done with a lent budget, while it goes on. `step` counts these events: a consumer applies a higher one only.',
  data: z.object({
    ...targetIdentity,
    step: count,
    planned: count,
    outcomes: outcomeCounts,
    errors: count,
    errorsAllowed: count,
    /** What it still uses of each lent group of its slice, in their order. */
    kept: z.optional(lentShares),
  }),
});
