import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { runId, sha256, waveName } from './scalars.ts';

export const approvalExpired = defineEvent({
  name: 'ApprovalExpired',
  version: 1,
  sources: ['patchwave.approval'],
  outward: true,
  description: 'Nobody decided in time: the wave will not start.',
  data: z.object({ runId, wave: waveName, waveHash: sha256 }),
});
