import type { Guards } from '#shared/domain/plan.ts';

import { READINGS_AGE_MAX_MS, type GateReadings } from '../core/gate.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { readControl } from './run-control-item.ts';

/** A store, calendar or alarm that is this slow is no ground to send on. */
const READS_MAX = 3;

interface Wanted {
  runId: string;
  guards: Guards;
}

/** What the gate judges by, read again while reading itself took too long. */
export async function readGate(effects: PatchingEffects, wanted: Wanted): Promise<GateReadings> {
  let readings = await readOnce(effects, wanted);
  for (let reads = 1; reads < READS_MAX && isStale(readings, effects.clock.now()); reads += 1) {
    readings = await readOnce(effects, wanted);
  }
  return readings;
}

function isStale({ readAt }: GateReadings, now: number): boolean {
  return now - readAt > READINGS_AGE_MAX_MS;
}

async function readOnce(effects: PatchingEffects, { runId, guards }: Wanted): Promise<GateReadings> {
  const readAt = effects.clock.now();
  const [control, calendar, alarms] = await Promise.all([
    readControl(effects, runId),
    effects.calendar.state(guards.calendars, readAt),
    effects.alarms.state(guards.alarms, readAt),
  ]);
  return { readAt, control, calendar, alarms };
}
