import * as z from 'zod/mini';

import { runEndings, waveStatuses } from '../domain/status.ts';
import { defineEvent } from './contract.ts';
import { commandCounts, count, epochMs, identity, objectKey, outcomeCounts, policyName, runId, sha256, shortText, waveName } from './scalars.ts';

export const runCompleted = defineEvent({
  name: 'RunCompleted',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: 'The run has ended: its sums, per wave and in total.',
  data: z.object({
    runId,
    policyName,
    requestedBy: identity,
    status: z.enum(runEndings),
    /** In words; empty where all went as planned. */
    reason: shortText,
    planHash: z.optional(sha256),
    manifestKey: z.optional(objectKey),
    waves: z
      .array(z.object({ name: waveName, status: z.enum(waveStatuses), planned: count, outcomes: outcomeCounts, commands: commandCounts, reason: shortText }))
      .check(z.maxLength(20)),
    planned: count,
    outcomes: outcomeCounts,
    commands: commandCounts,
    startedAt: epochMs,
    endedAt: epochMs,
  }),
});
