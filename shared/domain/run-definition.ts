import * as z from 'zod/mini';

import { accountId, epochMs, patchOptions, policyName, quota, region, shortText, waveName } from '../events/scalars.ts';
import { platforms } from './inventory.ts';

export const WAVES_MAX = 20;

const tagFilters = z.record(z.string(), z.array(z.string()));

/** AND between the members, OR within each; a member that is left out selects everything. */
const selection = z.object({
  /** Exactly one of `accounts` and `organizationalUnits`; units count with all units below them. */
  accounts: z.optional(z.array(accountId)),
  organizationalUnits: z.optional(z.array(z.string())),
  excludeAccounts: z.array(accountId),
  regions: z.array(region).check(z.minLength(1)),
  /** AND between keys, OR within a key's values. Empty: every instance. */
  tags: tagFilters,
  /** An instance with any of these is listed as Excluded. */
  excludeTags: tagFilters,
  excludeInstances: z.array(z.string()),
  platforms: z.array(z.enum(platforms)).check(z.minLength(1)),
});

/** Open from each time that the cron names, moved by whole days, for so many minutes that really pass. */
export const maintenanceWindow = z.object({
  /** In the form of EventBridge Scheduler. */
  cron: z.string(),
  /** "The second Tuesday + 3 days" is no cron expression. */
  offsetDays: z.int().check(z.gte(0), z.lte(27)),
  timeZone: z.string(),
  lengthMinutes: z.int().check(z.gte(1)),
});

/** Nothing is sent from `from` until just before `until`. */
export const freeze = z.object({ from: epochMs, until: epochMs, reason: shortText });

/** How many members of one group may be out of service at once. */
const disruptionBudget = z.object({
  /** `tag:<key>`, `autoScalingGroup` or `zone`. */
  groupBy: z.string(),
  /** A percentage is of the group's planned members, over the whole plan. */
  maxUnavailable: quota,
  /** Members of a group that are out of service lie in one zone, inside one target. */
  oneZoneAtATime: z.boolean(),
});

const waveDefinition = z.object({
  name: waveName,
  /** All of them must have passed and baked before this wave starts. */
  dependsOn: z.array(waveName),
  /** How long a completed wave is watched before it counts as passed, in seconds on the hub's clock. */
  bakeSeconds: z.int().check(z.gte(0)),
  select: selection,
  options: patchOptions,
  maxConcurrency: quota,
  maxErrors: quota,
  maxConcurrentAccounts: z.int().check(z.gte(1)),
  /** Of the waves that may start, the higher goes first. */
  priority: z.int().check(z.gte(0), z.lte(100)),
  /** How much of what it selects the wave takes; absent: all. */
  percent: z.optional(z.int().check(z.gte(1), z.lte(99))),
  /** Over all targets of the wave; absent: only the targets' own bounds. */
  maxInstancesInFlight: z.optional(quota),
  /** Over all targets of the wave; one more halts it. */
  maxErrorsInWave: z.optional(quota),
  /** Empty: always open. */
  windows: z.array(maintenanceWindow),
});

/** A policy or an ad-hoc run input, checked and with every default filled in: all that a run needs to know. */
export const runDefinition = z.object({
  policyName,
  /** Runs of one policy exclude each other; ad-hoc runs are each their own policy. */
  kind: z.enum(['policy', 'ad-hoc']),
  /** In the order written: an instance that several waves select belongs to the first of them. */
  waves: z.array(waveDefinition).check(z.minLength(1), z.maxLength(WAVES_MAX)),
  approval: z.object({
    required: z.boolean(),
    quorum: z.int().check(z.gte(1), z.lte(25)),
    approvers: z.array(z.string()),
    expiresAfterMinutes: z.int().check(z.gte(1)),
    validForMinutes: z.int().check(z.gte(1)),
  }),
  runTimeoutMinutes: z.int().check(z.gte(1)),
  /** Pause between a wave that passed and the next that starts, in seconds, 0-86,400. */
  wavePauseSeconds: z.int().check(z.gte(0), z.lte(86_400)),
  maxWavesAtOnce: z.int().check(z.gte(1), z.lte(WAVES_MAX)),
  /** Over all waves; one more halts the run. */
  maxErrorsInRun: z.optional(quota),
  freezes: z.array(freeze),
  /** SSM Change Calendars; nothing is sent unless all of them are open. */
  calendars: z.array(z.string()),
  /** CloudWatch alarms by ARN; nothing is sent while one of them is in alarm. */
  alarms: z.array(z.string()),
  budgets: z.array(disruptionBudget),
});

export type Selection = z.infer<typeof selection>;
export type WaveDefinition = z.infer<typeof waveDefinition>;
export type RunDefinition = z.infer<typeof runDefinition>;
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;
export type Freeze = z.infer<typeof freeze>;
export type DisruptionBudget = z.infer<typeof disruptionBudget>;
