import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { identity, runId, shortText, waveName } from './scalars.ts';

export const voteRefused = defineEvent({
  name: 'VoteRefused',
  version: 1,
  sources: ['patchwave.approval'],
  outward: true,
  description: 'A vote did not count, and why (not entitled, own run, other hash, expired, already voted).',
  data: z.object({ runId, wave: waveName, voter: identity, reason: shortText }),
});
