import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { epochMs, identity, runId, sha256, waveName } from './scalars.ts';

export const waveApproved = defineEvent({
  name: 'WaveApproved',
  version: 1,
  sources: ['patchwave.approval'],
  outward: true,
  description: 'The quorum approved the wave of this hash.',
  data: z.object({
    runId,
    wave: waveName,
    waveHash: sha256,
    approvedBy: z.array(identity).check(z.maxLength(25)),
    validUntil: epochMs,
  }),
});
