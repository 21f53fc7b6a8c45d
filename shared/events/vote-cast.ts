import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, identity, runId, sha256, shortText, waveName } from './scalars.ts';

export const voteCast = defineEvent({
  name: 'VoteCast',
  version: 1,
  // The API alone: there the voter is who signed the request, and not what a sender writes into an event.
  sources: ['patchwave.api'],
  description: 'A person approves or rejects the wave of exactly this hash.',
  data: z.object({
    runId,
    wave: waveName,
    /** The hash that was shown to the voter. */
    waveHash: sha256,
    decision: z.enum(['approve', 'reject']),
    voter: identity,
    reason: z.optional(shortText),
    notAfter: epochMs,
  }),
});
