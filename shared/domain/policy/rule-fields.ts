import * as z from 'zod/mini';

import { parseQuota, unavailableBounds } from '../quota.ts';
import { listOf, TAG_KEY, wholeNumber } from './fields.ts';

/** As far as the schedule offset of an SSM maintenance window, and never a whole month. */
export const offsetDays = wholeNumber(0, 27);

/** A week. */
const WINDOW_MINUTES_MAX = 10_080;

const window = z.strictObject({
  cron: z.string('a cron expression'),
  offsetDays: z.optional(offsetDays),
  timeZone: z.string('an IANA time zone'),
  /** The least is judged by what has to fit: `contradictions/window-too-short.ts`. */
  lengthMinutes: wholeNumber(1, WINDOW_MINUTES_MAX),
}, 'a window: cron, timeZone and lengthMinutes');

export const windows = atMost(10, window, 'windows');

const timeExpected = 'a time with its offset, such as "2026-12-20T00:00:00Z"';

const time = z.string(timeExpected).check(
  z.iso.datetime({ offset: true, error: timeExpected }),
  z.refine((value: string) => !(Date.parse(value) < 0), timeExpected),
);

/** Written where a time should be, for a freeze without an end; refused with what it contradicts. */
export const NEVER = 'never';

const freeze = z.strictObject({
  from: time,
  until: z.optional(z.union([z.literal(NEVER), time], timeExpected)),
  reason: z.optional(z.string('text').check(z.maxLength(300, 'at most 300 characters'))),
}, 'a freeze: from, until and reason');

export const freezes = atMost(10, freeze, 'freezes');

const calendarExpected = 'the name or the ARN of an SSM document of the type ChangeCalendar';

export const calendars = atMost(5, z.string(calendarExpected).check(
  z.regex(/^(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:document\/)?[A-Za-z0-9_.-]{3,128}$/, calendarExpected),
), 'calendars');

const alarmExpected = 'the ARN of a CloudWatch alarm, such as arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-5xx';

export const alarms = atMost(10, z.string(alarmExpected).check(
  z.regex(/^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:[\x20-\x7e]{1,255}$/, alarmExpected),
), 'alarms');

const groupExpected = 'tag:<key>, autoScalingGroup or zone';

const budget = z.strictObject({
  groupBy: z.string(groupExpected).check(z.refine(isGroupBy, groupExpected)),
  maxUnavailable: z.union([z.string(), z.number()], 'a number of instances, or 1% to 100%').check(
    z.refine((value) => parseQuota(value, unavailableBounds) !== undefined, 'a whole number from 1, or 1% to 100%'),
  ),
  oneZoneAtATime: z.optional(z.boolean('true or false')),
}, 'a budget: groupBy and maxUnavailable');

export const budgets = atMost(5, budget, 'budgets');

function isGroupBy(value: string): boolean {
  if (value === 'autoScalingGroup' || value === 'zone') return true;
  return value.startsWith('tag:') && TAG_KEY.test(value.slice('tag:'.length));
}

function atMost<Schema extends z.ZodMiniType>(most: number, schema: Schema, what: string) {
  return listOf(schema, what).check(z.maxLength(most, `at most ${String(most)} ${what}`));
}

export type PolicyWindow = z.infer<typeof window>;
export type PolicyFreeze = z.infer<typeof freeze>;
export type PolicyBudget = z.infer<typeof budget>;
