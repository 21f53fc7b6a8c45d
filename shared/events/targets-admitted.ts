import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import {
  accountId, count, epochMs, lentShares, objectKey, ordinal, patchOptions, quota, region, runControl, runId, sha256, waveName,
} from './scalars.ts';

/** Most targets in one event: keeps it under 4 KB. */
export const ADMISSION_CHUNK_TARGETS_MAX = 10;

export const targetsAdmitted = defineEvent({
  name: 'TargetsAdmitted',
  version: 1,
  sources: ['patchwave.account-fanout'],
  description: 'These targets may start now. Asked again while unanswered.',
  data: z.object({
    runId,
    wave: waveName,
    waveHash: sha256,
    approvedHash: sha256,
    targets: z
      .array(z.object({
          ordinal, accountId, region, sliceKey: objectKey, sliceSha256: sha256, instances: count,
          /** Its part of the wave's `maxInstancesInFlight`; absent: no such bound. */
          share: z.optional(count),
          /** What it is lent of each lent group of its slice, in their order. */
          lent: z.optional(lentShares),
        }))
      .check(z.minLength(1), z.maxLength(ADMISSION_CHUNK_TARGETS_MAX)),
    options: patchOptions,
    maxConcurrency: quota,
    maxErrors: quota,
    control: runControl,
    validUntil: epochMs,
    notAfter: epochMs,
    windowEndsAt: z.optional(epochMs),
  }),
});
