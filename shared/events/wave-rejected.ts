import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { identity, runId, sha256, shortText, waveName } from './scalars.ts';

export const waveRejected = defineEvent({
  name: 'WaveRejected',
  version: 1,
  sources: ['patchwave.approval'],
  outward: true,
  description: 'A person said no: the wave will not start.',
  data: z.object({ runId, wave: waveName, waveHash: sha256, rejectedBy: identity, reason: shortText }),
});
