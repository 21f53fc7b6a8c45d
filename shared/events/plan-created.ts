import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { count, epochMs, identity, objectKey, policyName, runId, sha256, waveName } from './scalars.ts';

export const planCreated = defineEvent({
  name: 'PlanCreated',
  version: 1,
  sources: ['patchwave.planner'],
  description: 'The immutable plan exists: its waves can be shown, approved and, in order, started.',
  data: z.object({
    runId,
    policyName,
    requestedBy: identity,
    planHash: sha256,
    /** A `Manifest` object (shared/domain/plan.ts). */
    manifestKey: objectKey,
    planned: count,
    waves: z
      .array(z.object({ name: waveName, hash: sha256, targets: count, instances: count }))
      .check(z.minLength(1), z.maxLength(20)),
    approval: z.object({
      required: z.boolean(),
      /** How many different people must approve. */
      quorum: z.int().check(z.gte(1), z.lte(25)),
      /** Who may vote; empty: whoever may call the approval API, the requester excepted. */
      approvers: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(25)),
      /** An unanswered request ends here. */
      expiresAt: epochMs,
      /** A given approval ends here: later sends need a new one. */
      validUntil: epochMs,
    }),
  }),
});
