import { parseCronDays, type DayTest } from './cron-days.ts';
import { ExpressionError, parseCronField, type FieldRange } from './cron-field.ts';
import type { TimeZone } from './time-zone.ts';

// Written here because the one library for AWS's six fields, aws-cron-parser 1.1.12, takes the 31st of February for the
// 3rd of March, checks nothing and knows no time zones.

const minuteRange: FieldRange = { name: 'minutes', min: 0, max: 59 };
const hourRange: FieldRange = { name: 'hours', min: 0, max: 23 };
const monthWords = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const monthRange: FieldRange = { name: 'month', min: 1, max: 12, words: monthWords };
const yearRange: FieldRange = { name: 'year', min: 1970, max: 2199 };

const minuteMs = 60_000;
const dayMs = 86_400_000;

interface Cron {
  minutes: readonly number[];
  hours: readonly number[];
  isDay: DayTest;
  months: ReadonlySet<number>;
  years: ReadonlySet<number>;
}

/** The next moment, in milliseconds since 1970, strictly after the one given; undefined when there is none. */
export type NextTime = (afterMs: number) => number | undefined;

/**
 * `minutes hours day-of-month month day-of-week year`, on the clocks of a zone. `offsetDays` moves every firing by so many
 * days of that zone's calendar, at the same time of day: it is the moved day that must have this time.
 */
export function compileCron(fields: string, zone: TimeZone, offsetDays = 0): NextTime {
  const cron = parse(fields);
  const offsetMs = offsetDays * dayMs;
  return (afterMs) => {
    let localMs = zone.toLocal(afterMs) - offsetMs;
    for (;;) {
      const next = nextLocal(cron, localMs);
      if (next === undefined) return undefined;
      // A local time that spring skips is left out, and one that autumn repeats fires at its first passing only (AWS's rule).
      const moment = zone.fromLocal(next + offsetMs);
      if (moment !== undefined && moment > afterMs) return moment;
      localMs = next;
    }
  };
}

function parse(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (!areSix(fields)) throw new ExpressionError(`expected 6 fields (minutes hours day-of-month month day-of-week year), found ${fields.length}`);
  const [minutes, hours, dayOfMonth, months, dayOfWeek, years] = fields;
  return {
    minutes: sorted(parseCronField(minutes, minuteRange)),
    hours: sorted(parseCronField(hours, hourRange)),
    isDay: parseCronDays(dayOfMonth, dayOfWeek),
    months: parseCronField(months, monthRange),
    years: parseCronField(years, yearRange),
  };
}

function areSix(fields: string[]): fields is [string, string, string, string, string, string] {
  return fields.length === 6;
}

function nextLocal(cron: Cron, afterMs: number): number | undefined {
  const today = Math.floor(afterMs / dayMs) * dayMs;
  const lastYear = Math.max(...cron.years);
  for (let dayStart = today; new Date(dayStart).getUTCFullYear() <= lastYear; dayStart += dayMs) {
    if (!fires(cron, dayStart)) continue;
    const time = firstTime(cron, dayStart === today ? afterMs - dayStart : -1);
    if (time !== undefined) return dayStart + time;
  }
  return undefined;
}

function fires({ years, months, isDay }: Cron, dayStart: number): boolean {
  const date = new Date(dayStart);
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  return years.has(day.year) && months.has(day.month) && isDay(day);
}

/** The first time of day, in milliseconds from midnight, strictly after the one given. */
function firstTime({ hours, minutes }: Cron, afterMs: number): number | undefined {
  for (const hour of hours) {
    const minute = minutes.find((candidate) => (hour * 60 + candidate) * minuteMs > afterMs);
    if (minute !== undefined) return (hour * 60 + minute) * minuteMs;
  }
  return undefined;
}

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((one, other) => one - other);
}
