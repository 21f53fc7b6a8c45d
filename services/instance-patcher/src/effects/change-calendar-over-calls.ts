import type { GetCalendarStateCommandInput, GetCalendarStateResponse } from '@aws-sdk/client-ssm';

import type { CalendarReading } from '../core/gate.ts';
import type { ChangeCalendar } from './change-calendar.ts';

/** GetCalendarState of the hub account in a region; undefined: the region that the function runs in. Throws as the SDK does. */
export type CalendarCall = (region: string | undefined, input: GetCalendarStateCommandInput) => Promise<GetCalendarStateResponse>;

/** A change must be known within 60 s, and a reading may stand for two more before it is acted upon. */
const KEPT_MS = 55_000;

interface Kept {
  reading: CalendarReading;
  readAt: number;
}

/** The mapping between our words and SSM's, and the cache; real adapter and twin share it. */
export function changeCalendarOver(call: CalendarCall): ChangeCalendar {
  const kept = new Map<string, Kept>();

  async function read(region: string | undefined, names: readonly string[], now: number): Promise<CalendarReading> {
    const key = names.join(' ');
    const known = kept.get(key);
    if (known !== undefined && isFresh(known, now)) return known.reading;
    try {
      const reading = readingOf(await call(region, { CalendarNames: [...names] }));
      if (reading.state !== 'unknown') kept.set(key, { reading, readAt: now });
      return reading;
    } catch {
      // Denied, unknown, throttled or slow: all the same to a send, which holds and asks again.
      return { state: 'unknown' };
    }
  }

  return {
    async state(calendars, nowMs) {
      const readings = await Promise.all(
        [...byRegion(calendars)].map(([region, names]) => read(region, names, nowMs)),
      );
      return together(readings);
    },
  };
}

/** Never past the calendar's own next change, and not before the reading where a clock was set back. */
function isFresh({ reading, readAt }: Kept, now: number): boolean {
  return now >= readAt && now < Math.min(readAt + KEPT_MS, reading.until ?? Infinity);
}

/** A calendar lives in the region of its ARN; a plain name is the function's own. */
function byRegion(calendars: readonly string[]): Map<string | undefined, string[]> {
  const names = new Map<string | undefined, string[]>();
  for (const calendar of calendars) {
    const region = /^arn:[^:]+:ssm:([^:]+):/.exec(calendar)?.[1];
    names.set(region, [...(names.get(region) ?? []), calendar]);
  }
  return names;
}

function readingOf({ State, NextTransitionTime }: GetCalendarStateResponse): CalendarReading {
  if (State !== 'OPEN' && State !== 'CLOSED') return { state: 'unknown' };
  const until = Date.parse(NextTransitionTime ?? '');
  return Number.isNaN(until) ? { state: State } : { state: State, until };
}

/** One that is closed is enough to know; else one that is unknown is enough to know nothing. */
function together(readings: readonly CalendarReading[]): CalendarReading {
  const state = (['CLOSED', 'unknown'] as const).find((bad) => readings.some((reading) => reading.state === bad)) ?? 'OPEN';
  const untils = readings.filter((reading) => reading.state === state).flatMap(({ until }) => until ?? []);
  return untils.length === 0 ? { state } : { state, until: Math.min(...untils) };
}
