import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { Owner } from '#local/eventbridge/bus-address.ts';
import type { LostDelivery } from '#local/eventbridge/delivery/dead-letter.ts';
import type { DeliveryTimers } from '#local/eventbridge/delivery/deliver-with-retry.ts';
import type { Deliver } from '#local/eventbridge/delivery/deliver.ts';
import type { LocalService } from '#local/wire/service.ts';
import { addGroup, createGroupOperations } from './group-operations.ts';
import { buildSchedule, createScheduleOperations } from './schedule-operations.ts';
import { createScheduleStore, type ScheduleGroup } from './schedule-store.ts';
import type { Schedule } from './schedule.ts';

export interface SchedulerOptions {
  timers: DeliveryTimers;
  /** A fresh id for each invocation. */
  newId: () => string;
  /** EventBridge's own `deliver`, if schedules may send to buses. */
  deliver: Deliver;
  onLost?: (lost: LostDelivery) => void;
}

/** All of Scheduler as plain JSON; `dueMs` in it keeps the phase of each rate over a restart. */
export interface SchedulerState {
  groups: ScheduleGroup[];
  schedules: Schedule[];
}

export interface Scheduler {
  service: LocalService;
  /** Creates or changes a schedule, as a template does; one that is the same already keeps its phase. Returns its ARN. */
  putSchedule: (input: CreateScheduleCommandInput, owner: Owner) => string;
  putScheduleGroup: (name: string, owner: Owner) => string;
  state: () => SchedulerState;
  /** What fell due meanwhile fires once, at once. */
  restore: (state: SchedulerState) => void;
}

export function createScheduler({ timers, newId, deliver, onLost = () => undefined }: SchedulerOptions): Scheduler {
  const now = () => timers.now();
  const store = createScheduleStore({ timers, newId, deliver, onLost });

  return {
    service: { ...createScheduleOperations(store, now), ...createGroupOperations(store, now) },
    putSchedule(input, owner) {
      const schedule = buildSchedule(input, owner, now());
      store.requireGroup(owner, schedule.groupName);
      const known = store.find(schedule);
      if (JSON.stringify(known?.definition) !== JSON.stringify(schedule.definition)) {
        store.put({ ...schedule, createdMs: known?.createdMs ?? schedule.createdMs });
      }
      return schedule.arn;
    },
    putScheduleGroup: (name, owner) => store.findGroup(owner, name)?.arn ?? addGroup(store, { owner, name, createdMs: now() }),
    state: () => copy({ groups: store.groups(), schedules: store.all() }),
    restore(state) {
      const { groups, schedules } = copy(state);
      for (const group of groups) store.putGroup(group);
      for (const schedule of schedules) store.put(schedule);
    },
  };
}

/** As it would come back from a file, so that nobody holds a living schedule in hand. */
function copy(state: SchedulerState): SchedulerState {
  return JSON.parse(JSON.stringify(state)) as SchedulerState;
}
