import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, shortText } from './scalars.ts';
import { targetIdentity } from './target-identity.ts';

export const targetHeld = defineEvent({
  name: 'TargetHeld',
  version: 1,
  sources: ['patchwave.account-fanout'],
  outward: true,
  description: 'A target may not start yet, and why. Said once per reason.',
  data: z.object({
    ...targetIdentity,
    reason: z.enum(['LockedByAnotherRun', 'LockedByAnotherWave', 'BreakerOpen', 'BudgetFull']),
    detail: shortText,
    until: epochMs,
  }),
});
