import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, runId, shortText, waveName } from './scalars.ts';

export const waveHeld = defineEvent({
  name: 'WaveHeld',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: 'The wave does not proceed, and why. Said once per reason.',
  data: z.object({
    runId,
    wave: waveName,
    reason: z.enum(['AwaitingApproval', 'AwaitingDependency', 'Baking', 'Pausing', 'Paused', 'WindowClosed', 'Frozen', 'TargetLocked', 'AwaitingTurn']),
    detail: shortText,
    /** When the planner looks again by itself, where that is known. */
    until: z.optional(epochMs),
  }),
});
