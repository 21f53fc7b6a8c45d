import * as z from 'zod/mini';

import { outcomes } from '../domain/outcomes.ts';

/** A run's id is a UUID because it is also the `SnapshotId` of AWS-RunPatchBaseline, which takes nothing else. */
export const runId = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));
export const waveName = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/));
export const policyName = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,47}$/));
export const accountId = z.string().check(z.regex(/^\d{12}$/));
export const region = z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/));
export const instanceId = z.string().check(z.regex(/^(i-[0-9a-f]{8,17}|mi-[0-9a-f]{17})$/));
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** A point in time as milliseconds since 1970-01-01 UTC. */
export const epochMs = z.int().check(z.gte(0));
export const count = z.int().check(z.gte(0), z.lte(10_000_000));
/** Position in a list that the plan fixed, from 0. */
export const ordinal = z.int().check(z.gte(0), z.lte(99_999));
/** Key of an object in the run bucket. */
export const objectKey = z.string().check(z.minLength(1), z.maxLength(200));
/** Text for people; bounded, because an event must stay under 16 KB whatever AWS answered. */
export const shortText = z.string().check(z.maxLength(300));

/** A person or a system that acts: `{ kind: 'cli', id: 'arn:aws:sts::...:assumed-role/ops/ana' }`. */
export const identity = z.object({
  kind: z.enum(['cli', 'api', 'chat', 'mail', 'schedule', 'alarm', 'system']),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});

/** How many instances have which outcome; an outcome that nobody has is left out. */
export const outcomeCounts = z.partialRecord(z.enum(outcomes), count);

/** Commands of a target, a wave or a run: `planned` = claims made, `accepted` = sends that SSM took. */
export const commandCounts = z.object({ planned: count, accepted: count, throttled: count });

/** One (account, region) pair. */
export const accountRegion = z.object({ accountId, region });

/** The planner's word on a run, numbered: a consumer applies a higher `seq` only. */
export const runControl = z.object({
  seq: z.int().check(z.gte(0)),
  state: z.enum(['Running', 'Paused', 'Aborted']),
  haltedWaves: z.array(waveName).check(z.maxLength(20)),
});

/** What a target needs to know of its wave's options. */
export const patchOptions = z.object({
  operation: z.enum(['Install', 'Scan']),
  rebootOption: z.enum(['RebootIfNeeded', 'NoReboot']),
  /** How long SSM may wait for an agent before it gives up the delivery, in seconds (SendCommand `TimeoutSeconds`). */
  deliveryTimeoutSeconds: z.int().check(z.gte(30), z.lte(172_800)),
});

/** `10` or `"10%"`; the percentage is of a wave's planned instances in one target. */
export const quota = z.union([
  z.object({ number: z.int().check(z.gte(0), z.lte(100_000)) }),
  z.object({ percent: z.int().check(z.gte(0), z.lte(100)) }),
]);

/** Most lent groups in one slice: keeps ten targets' shares under 3 KB. */
export const LENT_GROUPS_MAX = 50;

/** Numbers joined by commas, one for each lent group of a slice. */
export const lentShares = z.string().check(z.regex(/^\d{1,4}(,\d{1,4}){0,49}$/));

export type Identity = z.infer<typeof identity>;
export type OutcomeCounts = z.infer<typeof outcomeCounts>;
export type CommandCounts = z.infer<typeof commandCounts>;
export type AccountRegion = z.infer<typeof accountRegion>;
export type RunControl = z.infer<typeof runControl>;
export type PatchOptions = z.infer<typeof patchOptions>;
export type Quota = z.infer<typeof quota>;
