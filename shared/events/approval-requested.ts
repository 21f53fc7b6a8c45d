import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { count, epochMs, runId, sha256, waveName } from './scalars.ts';

export const approvalRequested = defineEvent({
  name: 'ApprovalRequested',
  version: 1,
  sources: ['patchwave.approval'],
  outward: true,
  description: 'A wave waits for people.',
  data: z.object({
    runId,
    wave: waveName,
    waveHash: sha256,
    instances: count,
    quorum: z.int().check(z.gte(1)),
    expiresAt: epochMs,
  }),
});
