/**
 * Local time is carried as "local milliseconds": the milliseconds since 1970 that the clock on the wall would show if it
 * were UTC. So calendar arithmetic is UTC arithmetic, and only these functions know the zone.
 */
export interface TimeZone {
  toLocal(epochMs: number): number;
  /** The first moment that shows this local time, or undefined for a time that a spring change skips. */
  fromLocal(localMs: number): number | undefined;
}

const dayMs = 86_400_000;

export const utc: TimeZone = { toLocal: (epochMs) => epochMs, fromLocal: (localMs) => localMs };

const known = new Map<string, TimeZone>();

/** An IANA zone such as `Europe/Berlin`, or undefined if there is none of that name. */
export function timeZone(name: string): TimeZone | undefined {
  const found = known.get(name) ?? createTimeZone(name);
  // A formatter takes a hundred times as long to make as to use, and windows are looked at again and again.
  if (found !== undefined) known.set(name, found);
  return found;
}

function createTimeZone(name: string): TimeZone | undefined {
  const format = formatOf(name);
  if (!format) return undefined;
  const shown = format;

  function toLocal(epochMs: number): number {
    return Date.parse(`${shown.format(epochMs).replace(' ', 'T')}Z`);
  }

  return {
    toLocal,
    fromLocal(localMs) {
      // No zone changes its offset twice within two days, so one of these two offsets holds at the time asked for.
      const offsets = [localMs - dayMs, localMs + dayMs].map((near) => toLocal(near) - near);
      const moments = offsets.map((offset) => localMs - offset).filter((moment) => toLocal(moment) === localMs);
      return moments.length === 0 ? undefined : Math.min(...moments);
    },
  };
}

function formatOf(timeZoneName: string): Intl.DateTimeFormat | undefined {
  try {
    // The Swedish way of writing a date is the ISO one: "2026-01-31 02:00:00".
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timeZoneName, dateStyle: 'short', timeStyle: 'medium' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
