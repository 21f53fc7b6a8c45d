import * as z from 'zod/mini';

import { WAVES_MAX } from '../run-definition.ts';
import { account, concurrency, errors, instance, knownRegion, listOf, name, organizationalUnit, platform, tags, wholeNumber } from './fields.ts';
import { alarms, budgets, calendars, freezes, offsetDays, windows } from './rule-fields.ts';

const selectors = {
  accounts: z.optional(listOf(account, 'account ids')),
  organizationalUnits: z.optional(listOf(organizationalUnit, 'organizational unit ids')),
  regions: z.optional(listOf(knownRegion, 'regions')),
  tags: z.optional(tags),
  platforms: z.optional(listOf(platform, 'platforms')),
};

const patch = z.strictObject({
  operation: z.optional(z.enum(['Install', 'Scan'], 'Install or Scan')),
  rebootOption: z.optional(z.enum(['RebootIfNeeded', 'NoReboot'], 'RebootIfNeeded or NoReboot')),
  deliveryTimeoutMinutes: z.optional(wholeNumber(1, 2_880)),
}, 'the patch options');

const wave = z.strictObject({
  name: name(32),
  ...selectors,
  dependsOn: z.optional(z.array(z.string('the name of a wave'), 'a list of wave names')),
  bakeMinutes: z.optional(wholeNumber(0, 10_080)),
  maxConcurrency: z.optional(concurrency),
  maxErrors: z.optional(errors),
  maxConcurrentAccounts: z.optional(wholeNumber(1, 10_000)),
  priority: z.optional(wholeNumber(0, 100)),
  percent: z.optional(wholeNumber(1, 99)),
  maxInstancesInFlight: z.optional(concurrency),
  maxErrorsInWave: z.optional(errors),
  windows: z.optional(windows),
  patch: z.optional(patch),
}, 'a wave');

/** A policy as people write it in YAML. docs/policies.md explains each field. */
export const policyDocument = z.strictObject({
  name: name(48),
  description: z.optional(z.string('text')),
  targets: z.strictObject({
    ...selectors,
    exclude: z.optional(z.strictObject({
      accounts: z.optional(listOf(account, 'account ids')),
      instances: z.optional(listOf(instance, 'instance ids')),
      tags: z.optional(tags),
    }, 'exclusions')),
  }, 'the targets'),
  patch: z.optional(patch),
  approval: z.optional(z.strictObject({
    required: z.optional(z.boolean('true or false')),
    quorum: z.optional(wholeNumber(1, 25)),
    approvers: z.optional(listOf(z.string('an identity').check(z.minLength(1), z.maxLength(200)), 'identities')),
    expiresAfterMinutes: z.optional(wholeNumber(1, 43_200)),
    validForMinutes: z.optional(wholeNumber(1, 43_200)),
  }, 'the approval rules')),
  schedule: z.optional(z.strictObject({
    cron: z.string('a cron expression'),
    timeZone: z.string('an IANA time zone'),
    offsetDays: z.optional(offsetDays),
  }, 'a schedule')),
  runTimeoutMinutes: z.optional(wholeNumber(180, 20_160)),
  wavePauseSeconds: z.optional(wholeNumber(0, 86_400)),
  maxWavesAtOnce: z.optional(wholeNumber(1, WAVES_MAX)),
  maxErrorsInRun: z.optional(errors),
  windows: z.optional(windows),
  freezes: z.optional(freezes),
  calendars: z.optional(calendars),
  alarms: z.optional(alarms),
  budgets: z.optional(budgets),
  waves: listOf(wave, 'waves').check(z.maxLength(WAVES_MAX, `at most ${String(WAVES_MAX)} waves`)),
}, 'a policy');

export type PolicyDocument = z.infer<typeof policyDocument>;
export type PolicyWave = z.infer<typeof wave>;
export type PolicyPatch = z.infer<typeof patch>;
