import * as z from 'zod/mini';

import { accountId, count, epochMs, identity, instanceId, objectKey, ordinal, patchOptions, policyName, quota, region, runId, sha256, waveName } from '../events/scalars.ts';
import { platforms } from './inventory.ts';

const plannedInstance = z.object({
  id: instanceId,
  platform: z.enum(platforms),
  /** The `Name` tag, for people. */
  name: z.optional(z.string()),
  zone: z.string(),
  autoScalingGroup: z.optional(z.string()),
});

/** One target's part of a wave. Immutable; named by its SHA-256. An instance is its ordinal in this list from here on. */
export const slice = z.object({
  runId,
  wave: waveName,
  accountId,
  region,
  instances: z.array(plannedInstance).check(z.minLength(1)),
});

const plannedTarget = z.object({
  ordinal,
  accountId,
  region,
  sliceKey: objectKey,
  sliceSha256: sha256,
  instances: count,
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
  notPlanned: z.array(notPlanned),
});

export type PlannedInstance = z.infer<typeof plannedInstance>;
export type Slice = z.infer<typeof slice>;
export type PlannedTarget = z.infer<typeof plannedTarget>;
export type WavePlan = z.infer<typeof wavePlan>;
export type ManifestWave = z.infer<typeof manifestWave>;
export type NotPlanned = z.infer<typeof notPlanned>;
export type Manifest = z.infer<typeof manifest>;
