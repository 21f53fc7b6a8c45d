import { timeZone, utc } from '#shared/domain/schedule/time-zone.ts';
import type { Property } from './content-lines.ts';
import { refuseContent } from './refuse-content.ts';

const secondMs = 1_000;
const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Milliseconds since 1970 of `20261220`, `20261220T000000Z`, or local time with a TZID or in the calendar's own zone. */
export function momentOf(property: Property, calendarZone: string | undefined): number {
  const { name, value } = property;
  const [, day, time = 'T000000'] = /^(\d{8})(T\d{6})?Z?$/.exec(value) ?? [];
  const digits = `${day ?? ''}${time}`.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z');
  const localMs = Date.parse(digits);
  if (Number.isNaN(localMs)) refuseContent(`${name}: found "${value}", expected a time such as 20261220T000000Z or a date such as 20261220.`);
  return inZone(localMs, zoneOf(property, calendarZone), name);
}

function zoneOf({ name, value, parameters }: Property, calendarZone: string | undefined): string {
  if (value.endsWith('Z')) return 'UTC';
  const zone = parameters['TZID'] ?? calendarZone;
  if (zone !== undefined) return zone;
  if (!value.includes('T')) return 'UTC';
  return refuseContent(`${name}: found the local time "${value}" of no zone, expected a Z at its end, a TZID, or X-WR-TIMEZONE for the whole calendar.`);
}

function inZone(localMs: number, zoneName: string, name: string): number {
  const zone = zoneName === 'UTC' ? utc : timeZone(zoneName);
  if (zone === undefined) return refuseContent(`${name}: found the zone "${zoneName}", expected an IANA zone such as Europe/Berlin.`);
  // A time that spring skips is meant by the clock as it stood before the change: an hour later by the new one.
  return zone.fromLocal(localMs) ?? zone.fromLocal(localMs + hourMs) ?? localMs;
}

const unitMs: Readonly<Record<string, number>> = { W: 7 * dayMs, D: dayMs, H: hourMs, M: 60 * secondMs, S: secondMs };

/** Milliseconds of `P1D`, `PT8H30M` or `P2W`. */
export function durationMsOf({ name, value }: Property): number {
  const matched = /^\+?P(?=\d|T\d)(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/.test(value);
  const parts = [...value.matchAll(/(\d+)([WDHMS])/g)].map(([, number, unit = '']) => Number(number) * (unitMs[unit] ?? 0));
  const ms = parts.reduce((sum, part) => sum + part, 0);
  if (!matched || ms === 0) refuseContent(`${name}: found "${value}", expected a duration above nothing, such as PT8H or P1D.`);
  return ms;
}
