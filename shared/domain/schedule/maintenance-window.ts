import type { MaintenanceWindow } from '../run-definition.ts';
import { compileCron, type NextTime } from './cron.ts';
import { timeZone } from './time-zone.ts';

/** From `opensAt` until just before `closesAt`, both in milliseconds since 1970. */
export interface Opening {
  opensAt: number;
  closesAt: number;
}

const minuteMs = 60_000;

/** The opening that holds at this moment; where several do, the one that closes last. Undefined when all are closed. */
export function openWindowAt(windows: readonly MaintenanceWindow[], now: number): Opening | undefined {
  return windows.map((window) => openingAt(window, now)).reduce(laterEnd, undefined);
}

/** The first opening after this moment; where several begin together, the one that closes last. Undefined when none comes. */
export function nextOpening(windows: readonly MaintenanceWindow[], now: number): Opening | undefined {
  return windows.map((window) => openingFrom(window, openings(window)(now))).reduce(earlierStart, undefined);
}

function openingAt(window: MaintenanceWindow, now: number): Opening | undefined {
  const opensAt = lastTime(openings(window), { after: now - window.lengthMinutes * minuteMs, upTo: now });
  return openingFrom(window, opensAt);
}

/** A long window with a cron of every minute has thousands of openings: the interval is halved instead of walked through. */
function lastTime(next: NextTime, { after, upTo }: { after: number; upTo: number }): number | undefined {
  let found = next(after);
  if (found === undefined || found > upTo) return undefined;
  let until = upTo;
  while (until - found >= minuteMs) {
    const middle = Math.floor((found + until) / 2);
    const time = next(middle);
    if (time !== undefined && time <= until) found = time;
    else until = middle;
  }
  return found;
}

function openingFrom({ lengthMinutes }: MaintenanceWindow, opensAt: number | undefined): Opening | undefined {
  return opensAt === undefined ? undefined : { opensAt, closesAt: opensAt + lengthMinutes * minuteMs };
}

/** Throws where the definition was never checked: a window that cannot be read must not pass for one that is always open. */
function openings({ cron, timeZone: name, offsetDays }: MaintenanceWindow): NextTime {
  const zone = timeZone(name);
  if (zone === undefined) throw new RangeError(`A window's timeZone: found "${name}", expected an IANA time zone.`);
  return compileCron(cron, zone, offsetDays);
}

function laterEnd(one: Opening | undefined, other: Opening | undefined): Opening | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.closesAt > one.closesAt ? other : one;
}

function earlierStart(one: Opening | undefined, other: Opening | undefined): Opening | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (other.opensAt === one.opensAt) return laterEnd(one, other);
  return other.opensAt < one.opensAt ? other : one;
}
