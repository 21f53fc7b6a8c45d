import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { count, epochMs, objectKey, patchOptions, quota, runControl, runId, sha256, waveName } from './scalars.ts';

export const waveStarted = defineEvent({
  name: 'WaveStarted',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: 'All that the wave waited for holds: admit its targets. Asked again while unanswered.',
  data: z.object({
    runId,
    wave: waveName,
    waveHash: sha256,
    /** The hash that the approval was given for; equal to `waveHash`, and compared again right before each send. */
    approvedHash: sha256,
    /** A `WavePlan` object (shared/domain/plan.ts). */
    waveKey: objectKey,
    targets: count,
    instances: count,
    options: patchOptions,
    maxConcurrency: quota,
    maxErrors: quota,
    maxConcurrentAccounts: z.int().check(z.gte(1)),
    /** Over all targets of the wave; absent: no such bound. */
    maxInstancesInFlight: z.optional(quota),
    maxErrorsInWave: z.optional(quota),
    control: runControl,
    /** When its run was created; of a run that is older than a restore of the tables, more may have happened than is known. */
    runStartedAt: z.optional(epochMs),
    /** The approval's end. */
    validUntil: epochMs,
    /** Nothing is sent whose expiry lies beyond it: the run's hard end. */
    notAfter: epochMs,
    /** Nothing is sent that will not be done by then, as far as the durations seen so far tell; absent: no window. */
    windowEndsAt: z.optional(epochMs),
  }),
});
