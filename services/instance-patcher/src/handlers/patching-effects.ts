import type { Clock } from '#shared/choreography/clock.ts';
import type { EventBus } from '#shared/choreography/event-bus.ts';
import type { DueIndex, DueQueue, ItemStore } from '#shared/choreography/item.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';

import type { ChangeCalendar } from '../effects/change-calendar.ts';
import type { SpokeCommands } from '../effects/spoke-commands.ts';

/** All that this service reaches the world by. */
export interface PatchingEffects {
  clock: Clock;
  items<State, Recipe>(): ItemStore<State, Recipe>;
  dueIndex: DueIndex;
  dueQueue: DueQueue;
  bus: EventBus;
  objects: ObjectStore;
  backOff(attempt: number): Promise<void>;
  spokeCommands: SpokeCommands;
  calendar: ChangeCalendar;
  /** A claim is its sender's for twice this long. */
  functionTimeoutMs: number;
}
