import type { HubKit } from '#shared/choreography/hub-kit.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import type { RestoreMarks } from '#shared/choreography/restore-mark.ts';

import type { AlarmGate } from '../effects/alarm-gate.ts';
import type { ChangeCalendar } from '../effects/change-calendar.ts';
import type { SpokeCommands } from '../effects/spoke-commands.ts';
import type { PlannedSlices } from './planned-slices.ts';

/** All that this service reaches the world by. */
export interface PatchingEffects extends HubKit {
  objects: ObjectStore;
  spokeCommands: SpokeCommands;
  calendar: ChangeCalendar;
  alarms: AlarmGate;
  /** Whether the table was restored; without it, it never was. */
  restores?: RestoreMarks;
  /** A claim is its sender's for twice this long. */
  functionTimeoutMs: number;
}

/** The same, with what is kept from message to message. */
export interface Patching extends PatchingEffects {
  slices: PlannedSlices;
}
