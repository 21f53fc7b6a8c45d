import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, shortText } from './scalars.ts';
import { targetIdentity } from './target-identity.ts';

export const sendingHeldReasons = [
  'Paused', 'ControlUnknown', 'OtherHashApproved', 'ApprovalOutdated', 'Frozen', 'CalendarClosed', 'CalendarUnknown',
  'AlarmRaised', 'AlarmUnknown', 'BudgetFull', 'Throttled', 'Restored',
] as const;

export const sendingHeld = defineEvent({
  name: 'SendingHeld',
  version: 1,
  sources: ['patchwave.instance-patcher'],
  outward: true,
  description: 'A target that was admitted sends nothing for now, and why. Said once per reason.',
  data: z.object({
    ...targetIdentity,
    reason: z.enum(sendingHeldReasons),
    detail: shortText,
    /** When it looks again by itself. */
    until: z.optional(epochMs),
  }),
});
