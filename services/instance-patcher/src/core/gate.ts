import type { RunControl } from '#shared/events/scalars.ts';

import { approvalHold, controlHold, type Hold } from './hold.ts';
import { fitsWindow } from './send-window.ts';
import { controlStop, type Stop } from './stop.ts';
import type { TargetFacts } from './target-state.ts';

export type CalendarState = 'OPEN' | 'CLOSED' | 'unknown';

/** What was read for the gate, all after `readAt` (epoch ms). */
export interface GateReadings {
  readAt: number;
  control: RunControl | undefined;
  calendar: CalendarState;
}

export type Refusal = Stop | Hold | 'ClaimTooOld' | 'ReadingsTooOld' | 'CalendarClosed' | 'CalendarUnknown' | 'NotReady' | 'NotMarked';

/** What was read longer ago may have changed since: it is read again. */
export const READINGS_AGE_MAX_MS = 2_000;

interface Gate {
  readings: GateReadings;
  claimedAt: number;
  functionTimeoutMs: number;
  now: number;
}

/** Judged right before SendCommand and its mark, whatever was judged at the claim. Undefined means: send. */
export function refusalToSend(target: TargetFacts, gate: Gate): Refusal | undefined {
  if (!fitsWindow(target, gate.now)) return 'TimeUp';
  return (
    controlStop(target, gate.readings.control) ??
    controlHold(gate.readings.control) ??
    calendarRefusal(gate.readings.calendar) ??
    approvalHold(target, gate.now) ??
    ageRefusal(gate)
  );
}

function calendarRefusal(calendar: CalendarState): Refusal | undefined {
  if (calendar === 'OPEN') return undefined;
  return calendar === 'CLOSED' ? 'CalendarClosed' : 'CalendarUnknown';
}

/** Whoever comes later than its function may live could send beside the recovery of its own claim. */
function ageRefusal({ now, readings, claimedAt, functionTimeoutMs }: Gate): Refusal | undefined {
  if (now - readings.readAt > READINGS_AGE_MAX_MS) return 'ReadingsTooOld';
  return now - claimedAt >= functionTimeoutMs ? 'ClaimTooOld' : undefined;
}
