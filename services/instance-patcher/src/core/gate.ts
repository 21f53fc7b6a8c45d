import type { RunControl } from '#shared/events/scalars.ts';

import { tooLate } from './fit.ts';
import { approvalHold, controlHold, freezeHold, holdUntil, type Hold, type TimedHold } from './hold.ts';
import { openOrdinals, type ClaimedCommand } from './open-command.ts';
import type { PlannedPart } from './planned-part.ts';
import { fitsWindow } from './send-window.ts';
import { controlStop, type Stop } from './stop.ts';
import type { TargetFacts } from './target-state.ts';

type CalendarState = 'OPEN' | 'CLOSED' | 'unknown';

/** Of all the policy's calendars together. */
export interface CalendarReading {
  /** `unknown` where one of them cannot be read: that holds a send as `CLOSED` does. */
  state: CalendarState;
  /** The next change, epoch ms, where that is known. */
  until?: number;
}

/** Of all the policy's alarms together. */
export interface AlarmReading {
  state: 'quiet' | 'raised' | 'unknown';
  /** The first that is raised, or else that could not be read, by its ARN. */
  alarm?: string;
}

/** What was read for the gate, all after `readAt` (epoch ms). */
export interface GateReadings {
  readAt: number;
  control: RunControl | undefined;
  calendar: CalendarReading;
  alarms: AlarmReading;
}

/** Never again; not for now, and people are told; or only not this time. */
export type Refusal =
  | { stop: Stop }
  | { hold: TimedHold }
  | { tryAgain: 'ClaimTooOld' | 'ReadingsTooOld' | 'NotReady' | 'NotMarked' };

/** What was read longer ago may have changed since: it is read again. */
export const READINGS_AGE_MAX_MS = 2_000;

interface Gate {
  readings: GateReadings;
  slice: PlannedPart;
  command: ClaimedCommand;
  functionTimeoutMs: number;
  now: number;
}

/** Judged right before SendCommand and its mark, whatever was judged at the claim. Undefined means: send. */
export function refusalToSend(target: TargetFacts, gate: Gate): Refusal | undefined {
  const { now, readings, slice } = gate;
  const stop = isTooLate(target, gate) ? 'TimeUp' : controlStop(target, readings.control);
  if (stop !== undefined) return { stop };
  const held =
    asHeld(controlHold(readings.control), now) ??
    freezeHold(slice.guards.freezes, now) ??
    calendarHold(readings.calendar, now) ??
    alarmHold(readings.alarms, gate) ??
    asHeld(approvalHold(target, now), now);
  return held === undefined ? ageRefusal(gate) : { hold: held };
}

function isTooLate(target: TargetFacts, gate: Gate): boolean {
  return !fitsWindow(target, gate.now) || tooLate(target, openOrdinals(gate.command), gate).length > 0;
}

function asHeld(reason: Hold | undefined, now: number): TimedHold | undefined {
  return reason === undefined ? undefined : { reason, until: holdUntil(now) };
}

function calendarHold({ state, until }: CalendarReading, now: number): TimedHold | undefined {
  const reason = calendarRefusal(state);
  return reason === undefined ? undefined : { reason, until: holdUntil(now, until) };
}

function calendarRefusal(calendar: CalendarState): Hold | undefined {
  if (calendar === 'OPEN') return undefined;
  return calendar === 'CLOSED' ? 'CalendarClosed' : 'CalendarUnknown';
}

function alarmHold({ state, alarm }: AlarmReading, { slice, now }: Gate): TimedHold | undefined {
  if (state === 'quiet') return undefined;
  const reason = state === 'raised' ? 'AlarmRaised' : 'AlarmUnknown';
  return { reason, until: holdUntil(now), which: slice.guards.alarms.indexOf(alarm ?? '') };
}

/** Whoever comes later than its function may live could send beside the recovery of its own claim. */
function ageRefusal({ now, readings, command, functionTimeoutMs }: Gate): Refusal | undefined {
  if (now - readings.readAt > READINGS_AGE_MAX_MS) return { tryAgain: 'ReadingsTooOld' };
  return now - command.claimedAt >= functionTimeoutMs ? { tryAgain: 'ClaimTooOld' } : undefined;
}
