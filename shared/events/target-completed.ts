import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { commandCounts, count, epochMs, lentShares, objectKey, outcomeCounts } from './scalars.ts';
import { targetIdentity } from './target-identity.ts';

export const targetCompleted = defineEvent({
  name: 'TargetCompleted',
  version: 1,
  sources: ['patchwave.instance-patcher'],
  description: 'Every instance of the target has its outcome.',
  data: z.object({
    ...targetIdentity,
    planned: count,
    outcomes: outcomeCounts,
    commands: commandCounts,
    /** More errors than allowed: the target sent nothing further and its wave halts. */
    errors: count,
    errorsAllowed: count,
    /** What it still uses of each lent group of its slice, in their order. */
    kept: z.optional(lentShares),
    /** A `TargetOutcomes` object (shared/domain/target-outcomes.ts). */
    outcomesKey: objectKey,
    startedAt: epochMs,
    endedAt: epochMs,
  }),
});
