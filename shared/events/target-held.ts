import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { accountId, epochMs, ordinal, region, runId, shortText, waveName } from './scalars.ts';

export const targetHeld = defineEvent({
  name: 'TargetHeld',
  version: 1,
  sources: ['patchwave.account-fanout'],
  outward: true,
  description: 'A target may not start yet, and why. Said once per reason.',
  data: z.object({
    runId,
    wave: waveName,
    target: ordinal,
    accountId,
    region,
    reason: z.enum(['LockedByAnotherRun', 'LockedByAnotherWave', 'BreakerOpen', 'BudgetFull']),
    detail: shortText,
    until: epochMs,
  }),
});
