/**
 * The same question as cron.ts answers, answered by looking: every half hour of a year is shown on each zone's clock by
 * Intl, and a local time is looked up in what was seen. In these zones the clocks are changed on half hours, by half hours.
 */
export const zones = [
  'UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Pacific/Auckland', 'Asia/Kolkata',
  // Half an hour, two hours, and changes at midnight.
  'Australia/Lord_Howe', 'Antarctica/Troll', 'America/Santiago', 'America/Havana',
] as const;

export type Zone = (typeof zones)[number];

export const minuteMs = 60_000;
export const dayMs = 1440 * minuteMs;
const halfHourMinutes = 30;

/** What is asked about lies in 2027; a month around it is there to look at. */
export const yearStart = Date.UTC(2027, 0, 1);
export const yearEnd = Date.UTC(2028, 0, 1);

interface Seen {
  /** When a local time is first shown. */
  firstShown: ReadonlyMap<string, number>;
  changes: readonly number[];
}

const seen = new Map<Zone, Seen>();

function look(zone: Zone): Seen {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const firstShown = new Map<string, number>();
  const changes = [];
  let before = NaN;
  for (let at = yearStart - 40 * dayMs; at < yearEnd + 70 * dayMs; at += halfHourMinutes * minuteMs) {
    const shown = format.format(at);
    const ahead = Date.parse(`${shown.replace(' ', 'T')}Z`) - at;
    if (ahead !== before && !Number.isNaN(before)) changes.push(at);
    before = ahead;
    if (!firstShown.has(shown)) firstShown.set(shown, at);
  }
  return { firstShown, changes };
}

function seenIn(zone: Zone): Seen {
  const known = seen.get(zone) ?? look(zone);
  seen.set(zone, known);
  return known;
}

/** When the clocks of the zone are changed. */
export function changesIn(zone: Zone): readonly number[] {
  return seenIn(zone).changes;
}

/** The first moment at which the zone's clock shows this, undefined where it never does. */
function firstMoment(zone: Zone, local: { day: number; minute: number }): number | undefined {
  const since = local.minute % halfHourMinutes;
  const shown = new Date(local.day + (local.minute - since) * minuteMs).toISOString().slice(0, 16).replace('T', ' ');
  const at = seenIn(zone).firstShown.get(shown);
  return at === undefined ? undefined : at + since * minuteMs;
}

/** A cron expression, and in words of its own on which days and at which minutes of the day it fires. */
export interface NaiveCron {
  fields: string;
  isDay(date: Date): boolean;
  minutesOfDay: readonly number[];
}

/** All openings whose days lie within what was looked at, ascending. */
export function naiveOpenings(cron: NaiveCron, { zone, offsetDays }: { zone: Zone; offsetDays: number }): number[] {
  const openings = [];
  for (let day = yearStart - 38 * dayMs; day < yearEnd + 68 * dayMs; day += dayMs) {
    if (!cron.isDay(new Date(day - offsetDays * dayMs))) continue;
    for (const minute of cron.minutesOfDay) openings.push(firstMoment(zone, { day, minute }));
  }
  return openings.filter((opening) => opening !== undefined).sort((one, other) => one - other);
}
