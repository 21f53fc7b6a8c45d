import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { runId, shortText } from './scalars.ts';

export const attentionKinds = [
  'WaveHalted', 'RunHalted', 'TargetHeldLong', 'SendingHeldLong', 'BreakerOpen', 'LostAfterReboot', 'SendUnknown',
  'ApprovalUnanswered', 'RunEndedBadly',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const attentionNeeded = defineEvent({
  name: 'AttentionNeeded',
  version: 1,
  sources: ['patchwave.reporter'],
  outward: true,
  description: 'A person should look: the system has done what it may do by itself. Said once per kind and subject of a run.',
  data: z.object({
    runId,
    kind: z.enum(attentionKinds),
    /** What it is about: a wave, an account and region, an instance. */
    subject: shortText,
    detail: shortText,
    /** What to do next. */
    next: shortText,
  }),
});
