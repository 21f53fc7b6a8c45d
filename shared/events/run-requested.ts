import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, identity, objectKey, runId, sha256 } from './scalars.ts';

/**
 * Exactly one of `policy`, `runInput` and `definitionKey` says what to run. Their inside is checked by the planner and
 * answered with RunRejected: a bad policy is a refusal that a person reads, not a poisoned message.
 */
export const runRequested = defineEvent({
  name: 'RunRequested',
  version: 1,
  sources: ['patchwave.cli', 'patchwave.schedule', 'patchwave.api'],
  description: 'Somebody wants a policy, or waves given inline, to be executed now.',
  data: z.object({
    runId,
    requestedBy: identity,
    /** Past it the request is refused: a replay weeks later starts nothing. */
    notAfter: epochMs,
    policy: z.optional(z.record(z.string(), z.unknown())),
    runInput: z.optional(z.record(z.string(), z.unknown())),
    /** A policy or run input over 16 KB, as JSON in the run bucket. */
    definitionKey: z.optional(objectKey),
    definitionSha256: z.optional(sha256),
  }),
});
