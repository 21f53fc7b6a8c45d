import * as z from 'zod/mini';

import { accountId, count, epochMs, identity, instanceId, objectKey, ordinal, patchOptions, policyName, quota, region, runId, sha256, waveName } from '../events/scalars.ts';
import { platforms } from './inventory.ts';
import { freeze, maintenanceWindow } from './run-definition.ts';

const plannedInstance = z.object({
  id: instanceId,
  platform: z.enum(platforms),
  /** The `Name` tag, for people. */
  name: z.optional(z.string()),
  zone: z.string(),
  autoScalingGroup: z.optional(z.string()),
});

/** Instances of a slice of which only so many may be out of service at once. */
const budgetGroup = z.object({
  /** `tag:Service=checkout`, `asg:<account>/<region>/<name>`, `zone:<account>/<region>/<zone>`. */
  name: z.string(),
  /** For this slice; of a lent group the limit over all slices, of which the admission brings a share. */
  limit: z.int().check(z.gte(1)),
  /** The group spans more targets than its limit: shares are lent at admission. */
  lent: z.boolean(),
  oneZoneAtATime: z.boolean(),
  /** Ascending. */
  members: z.array(ordinal).check(z.minLength(1)),
});

/** What must hold at the moment of each send, beside the run's control, its approval and its times. */
const guards = z.object({ freezes: z.array(freeze), calendars: z.array(z.string()), alarms: z.array(z.string()) });

export const noGuards: z.infer<typeof guards> = { freezes: [], calendars: [], alarms: [] };

/** One target's part of a wave. Immutable; named by its SHA-256. An instance is its ordinal in this list from here on. */
export const slice = z.object({
  runId,
  wave: waveName,
  accountId,
  region,
  instances: z.array(plannedInstance).check(z.minLength(1)),
  /** Sorted by name. */
  groups: z.array(budgetGroup),
  guards,
});

const plannedTarget = z.object({
  ordinal,
  accountId,
  region,
  sliceKey: objectKey,
  sliceSha256: sha256,
  instances: count,
  /** The lent groups of its slice, in the same order; left out where there are none. */
  lent: z.optional(z.array(z.object({ name: z.string(), limit: count, members: count }))),
});

/** A wave's targets in the order of their ordinals. */
export const wavePlan = z.object({ runId, wave: waveName, waveHash: sha256, targets: z.array(plannedTarget) });

const manifestWave = z.object({
  name: waveName,
  /** Over name, options and the slices' hashes: what an approval is bound to. */
  hash: sha256,
  waveKey: objectKey,
  targets: count,
  instances: count,
  dependsOn: z.array(waveName),
  bakeSeconds: count,
  options: patchOptions,
  maxConcurrency: quota,
  maxErrors: quota,
  maxConcurrentAccounts: z.int().check(z.gte(1)),
  priority: z.int(),
  maxInstancesInFlight: z.optional(quota),
  maxErrorsInWave: z.optional(quota),
  windows: z.array(maintenanceWindow),
});

export const notPlannedReasons = ['Unmanaged', 'Stopped', 'Excluded', 'TargetUnreachable'] as const;

const notPlanned = z.object({
  reason: z.enum(notPlannedReasons),
  accountId,
  region,
  /** How many; 0 where the target could not be read and nobody knows. */
  instances: count,
  instanceIds: z.array(instanceId),
  detail: z.optional(z.string()),
});

/** The plan's head: everything about a run that never changes again, but for the instances themselves. */
export const manifest = z.object({
  runId,
  policyName,
  requestedBy: identity,
  /** Hash of the wave hashes. */
  planHash: sha256,
  createdAt: epochMs,
  waves: z.array(manifestWave).check(z.minLength(1)),
  maxWavesAtOnce: z.int().check(z.gte(1)),
  maxErrorsInRun: z.optional(quota),
  freezes: z.array(freeze),
  calendars: z.array(z.string()),
  alarms: z.array(z.string()),
  notPlanned: z.array(notPlanned),
});

export type PlannedInstance = z.infer<typeof plannedInstance>;
export type Slice = z.infer<typeof slice>;
export type BudgetGroup = z.infer<typeof budgetGroup>;
export type Guards = z.infer<typeof guards>;
export type PlannedTarget = z.infer<typeof plannedTarget>;
export type WavePlan = z.infer<typeof wavePlan>;
export type ManifestWave = z.infer<typeof manifestWave>;
export type NotPlanned = z.infer<typeof notPlanned>;
export type Manifest = z.infer<typeof manifest>;
