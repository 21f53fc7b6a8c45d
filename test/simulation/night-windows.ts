import type { SeededRandom } from '#local/chance/seeded-random.ts';

/** A window of every day. */
export interface NightWindow {
  /** From midnight UTC, 0..1439. */
  opensAtMinuteUtc: number;
  lengthMinutes: number;
  timeZone: string;
}

/** Minutes ahead of UTC in the nights of March 2026: in none of these does a clock change then. */
const AHEAD_MINUTES: Readonly<Record<string, number>> = { UTC: 0, 'Europe/Berlin': 60, 'Asia/Kolkata': 330, 'America/New_York': -240 };
const zones = Object.keys(AHEAD_MINUTES);

const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** Open for two to six hours; in half of the nights it opens only after the night has begun at two o'clock. */
export function drawWindow(random: SeededRandom): NightWindow {
  const lengthMinutes = random.integer(120, 360);
  const opensAtMinuteUtc = random.chance(0.5) ? 120 - random.integer(0, 45) : 120 + random.integer(30, 240);
  return { opensAtMinuteUtc, lengthMinutes, timeZone: zones[random.integer(0, zones.length - 1)] ?? 'UTC' };
}

/** At its wall-clock time, in the form of EventBridge Scheduler. */
export function cronOf({ opensAtMinuteUtc, timeZone }: NightWindow): string {
  const local = (opensAtMinuteUtc + (AHEAD_MINUTES[timeZone] ?? 0) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(local % 60)} ${String(Math.floor(local / 60))} * * ? *`;
}

/** When the window that is open at this moment closes; undefined while it is closed. By plain arithmetic. */
export function closesAt({ opensAtMinuteUtc, lengthMinutes }: NightWindow, now: number): number | undefined {
  const dayMs = DAY_MINUTES * MINUTE_MS;
  const today = now - (now % dayMs) + opensAtMinuteUtc * MINUTE_MS;
  const opensAt = now >= today ? today : today - dayMs;
  const closes = opensAt + lengthMinutes * MINUTE_MS;
  return now < closes ? closes : undefined;
}
