import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { identity, runId, sha256, waveName } from './scalars.ts';

export const voteCounted = defineEvent({
  name: 'VoteCounted',
  version: 1,
  sources: ['patchwave.approval'],
  outward: true,
  description: "A person's approval counts, and more people are needed. The one that completes the quorum is told by WaveApproved.",
  data: z.object({
    runId,
    wave: waveName,
    waveHash: sha256,
    voter: identity,
    /** Approvals that count so far, this one included. */
    votes: z.int().check(z.gte(1)),
    quorum: z.int().check(z.gte(1)),
  }),
});
