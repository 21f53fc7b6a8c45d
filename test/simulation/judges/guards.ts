import { brokenIf, type Judge, type KnownRun } from '../evidence.ts';
import { closesAt } from '../night-windows.ts';

/** A change of the calendar must be known within this. */
const CALENDAR_KNOWN_MS = 60_000;
/** The gate may go by an alarm's state of half a minute ago, and by readings of two seconds. */
const ALARM_KNOWN_MS = 32_000;
/** Patch, reboot and verification, while too few of them were seen to know better; and in so small a fleet they always are. */
const FIT_MINUTES = { Linux: 20 + 5, Windows: 45 + 5 };
const MINUTE_MS = 60_000;

/** 1: nothing is sent outside the window, nor so late in it that patching, reboot and verification do not fit. */
export const judgeWindow: Judge = ({ sent, run, now }, { skewMs }) => {
  const { window } = run;
  if (window === undefined) return [];
  const closes = closesAt(window, now - skewMs) ?? closesAt(window, now) ?? closesAt(window, now + skewMs);
  if (closes === undefined) return [{ invariant: 1, seen: `${sent.token} was sent outside its window, at ${new Date(now).toISOString()}` }];
  const needsMs = Math.max(...sent.instanceIds.map((id) => fitOf(run, id))) * MINUTE_MS;
  const leftMs = closes - now;
  return brokenIf(leftMs + skewMs < needsMs, 1, `${sent.token} was sent ${String(Math.round(leftMs / MINUTE_MS))} minutes before its window closed`);
};

function fitOf({ members }: KnownRun, id: string): number {
  return FIT_MINUTES[members.get(id)?.platform ?? 'Linux'];
}

/** 1: nothing is sent during a freeze of the policy. */
export const judgeFreeze: Judge = ({ sent, run, now }, { skewMs }) => {
  const lies = run.definition.freezes.some(({ from, until }) => now >= from + skewMs && now < until - skewMs);
  return brokenIf(lies, 1, `${sent.token} was sent during a freeze of the policy`);
};

/** 1: nothing is sent while the policy's calendar is closed. */
export const judgeCalendar: Judge = ({ sent, run, now }, { frozenSince }) => {
  const isLong = now - (frozenSince ?? now) > CALENDAR_KNOWN_MS;
  return brokenIf(isLong && run.definition.calendars.length > 0, 1, `${sent.token} was sent while the change calendar was closed`);
};

/** 1: nothing is sent while an alarm of the policy is raised. */
export const judgeAlarm: Judge = ({ sent, run, now }, { raisedSince }) => {
  const isLong = now - (raisedSince ?? now) > ALARM_KNOWN_MS;
  return brokenIf(isLong && run.definition.alarms.length > 0, 1, `${sent.token} was sent while the alarm was raised`);
};
