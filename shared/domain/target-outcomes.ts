import * as z from 'zod/mini';

import { accountId, ordinal, region, runId, waveName } from '../events/scalars.ts';

/** The last word on a target's instances, in the order of its slice. Written once, before TargetCompleted. */
export const targetOutcomes = z.object({
  runId,
  wave: waveName,
  target: ordinal,
  accountId,
  region,
  /** One outcome letter per instance; none is `.`. */
  outcomes: z.string(),
  /** One cause letter per instance, `.` for none. */
  causes: z.string(),
  /** One digit per instance: how often it was commanded. */
  attempts: z.string(),
});

export type TargetOutcomes = z.infer<typeof targetOutcomes>;
