import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { accountRegion, epochMs, ordinal, runId } from './scalars.ts';

/** Most targets in one chunk: keeps the event under 2 KB and a discovery under its function's timeout. */
export const DISCOVERY_CHUNK_TARGETS_MAX = 20;

export const discoveryRequested = defineEvent({
  name: 'DiscoveryRequested',
  version: 1,
  sources: ['patchwave.planner'],
  description: 'List the instances of these targets. Asked again while unanswered.',
  data: z.object({
    runId,
    chunk: ordinal,
    targets: z.array(accountRegion).check(z.minLength(1), z.maxLength(DISCOVERY_CHUNK_TARGETS_MAX)),
    notAfter: epochMs,
  }),
});
