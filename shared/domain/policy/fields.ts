import * as z from 'zod/mini';

import { concurrencyBounds, errorBounds, parseQuota } from '../quota.ts';
import { platforms } from '../inventory.ts';
import { isKnownRegion } from '../regions.ts';

/** Each field's message is the phrase after "expected", so that every refusal reads the same. */
export const name = (lengthMax: number) =>
  z
    .string('a name')
    .check(z.regex(new RegExp(`^[A-Za-z0-9][A-Za-z0-9-]{0,${String(lengthMax - 1)}}$`), `1 to ${String(lengthMax)} letters, digits and hyphens, not beginning with a hyphen`));

export const account = z
  .string('an account id as text of twelve digits (in YAML: in quotes)')
  .check(z.regex(/^\d{12}$/, 'an account id of twelve digits'));

export const organizationalUnit = z
  .string('an organizational unit id')
  .check(z.regex(/^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/, 'an organizational unit id such as ou-ab12-cd34ef56, or the root'));

export const knownRegion = z.string('a region').check(
  z.refine((value: string) => isKnownRegion(value), 'an AWS region such as us-east-1'),
);

export const instance = z
  .string('an instance id')
  .check(z.regex(/^i-[0-9a-f]{8,17}$/, 'an instance id such as i-0123456789abcdef0'));

export const platform = z.enum(platforms, `one of ${platforms.join(', ')}`);

export const TAG_KEY = /^[\p{L}\p{N}_.:/=+\-@ ]{1,128}$/u;

const tagValue = z.string('text').check(z.maxLength(256, 'at most 256 characters'));

/** `{ PatchGroup: [default, db] }`: AND between keys, OR within a key's values. */
export const tags = z
  .record(
    z.string().check(z.regex(TAG_KEY, 'a tag key of 1 to 128 characters that AWS allows')),
    z.array(tagValue, 'a list of values').check(z.minLength(1, 'at least one value')),
    'a tag filter: keys with lists of values',
  );

const whole = 'a whole number';

export function wholeNumber(least: number, most: number) {
  const expected = `${whole} from ${String(least)} to ${String(most)}`;
  return z.int(expected).check(z.gte(least, expected), z.lte(most, expected));
}

export const concurrency = z.union([z.string(), z.number()], 'a number of instances, or 1% to 100%').check(
  z.refine((value) => parseQuota(value, concurrencyBounds) !== undefined, 'a whole number from 1, or 1% to 100%'),
);

export const errors = z.union([z.string(), z.number()], 'a number of errors, or 0% to 100%').check(
  z.refine((value) => parseQuota(value, errorBounds) !== undefined, 'a whole number from 0, or 0% to 100%'),
);

export function listOf<Schema extends z.ZodMiniType>(schema: Schema, what: string) {
  return z.array(schema, `a list of ${what}`).check(z.minLength(1, `at least one of ${what}`));
}
