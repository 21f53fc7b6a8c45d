import { advance } from '#shared/choreography/advance.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';

import { nameRun } from '../core/control/alarm-runs.ts';
import { alarmKeyOf } from './planner-aggregates.ts';
import type { PlannerEffects } from './planner-effects.ts';

/** From the last moment at which a run can be created to its acceptance, generously; its own time counts from there. */
const ACCEPTED_WITHIN_MS = 24 * 60 * 60_000;

interface Naming {
  runId: string;
  notAfter: number;
  definition: RunDefinition;
}

/** Before the run exists: from its first moment on, each alarm of its policy finds it. */
export async function nameInAlarms({ alarms }: PlannerEffects, { runId, notAfter, definition }: Naming): Promise<void> {
  const until = notAfter + ACCEPTED_WITHIN_MS + definition.runTimeoutMinutes * 60_000;
  for (const alarm of definition.alarms) {
    await advance(alarms, alarmKeyOf(alarm), (before, now) => nameRun(before, { runId, until }, now));
  }
}
