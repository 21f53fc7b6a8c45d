import * as z from 'zod/mini';

import { WAVES_MAX } from '../run-definition.ts';
import { account, concurrency, errors, knownRegion, listOf, name, platform, tags, wholeNumber } from './fields.ts';

const filledTags = tags.check(
  z.refine((value: object) => Object.keys(value).length > 0, 'at least one tag key with its values'),
);

const wave = z.strictObject({
  name: name(32),
  accounts: listOf(account, 'account ids'),
  regions: listOf(knownRegion, 'regions'),
  filters: z.strictObject({ tags: filledTags, platforms: listOf(platform, 'platforms') }, 'filters with tags and platforms'),
  ssm: z.optional(z.strictObject({
    maxConcurrency: z.optional(concurrency),
    maxErrors: z.optional(errors),
    operation: z.optional(z.enum(['Install', 'Scan'], 'Install or Scan')),
    rebootOption: z.optional(z.enum(['RebootIfNeeded', 'NoReboot'], 'RebootIfNeeded or NoReboot')),
  }, 'the SSM options')),
}, 'a wave');

/** An ad-hoc run with its waves inline, as `--run-input` and RunRequested take it. */
export const runInput = z.strictObject({
  waves: listOf(wave, 'waves').check(z.maxLength(WAVES_MAX, `at most ${String(WAVES_MAX)} waves`)),
  wavePauseSeconds: z.optional(wholeNumber(0, 86_400)),
}, 'a run input');

export type RunInput = z.infer<typeof runInput>;
