import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { DISCOVERY_CHUNK_TARGETS_MAX } from './discovery-requested.ts';
import { accountId, count, objectKey, ordinal, region, runId, shortText } from './scalars.ts';

export const targetsDiscovered = defineEvent({
  name: 'TargetsDiscovered',
  version: 1,
  sources: ['patchwave.account-fanout'],
  description: "A chunk's inventory lies in the run bucket; targets that could not be read are named with the cause.",
  data: z.object({
    runId,
    chunk: ordinal,
    /** An `Inventory` object (shared/domain/inventory.ts). The first answer wins: the object is never overwritten. */
    inventoryKey: objectKey,
    instances: count,
    refusals: z
      .array(z.object({ accountId, region, cause: shortText }))
      .check(z.maxLength(DISCOVERY_CHUNK_TARGETS_MAX)),
  }),
});
