import type { Owner } from '#local/eventbridge/bus-address.ts';
import { AwsError } from '#local/wire/service.ts';
import { fireSchedule, type FiringParts } from './schedule-firing.ts';
import { nextDue, scheduleArn, type Schedule } from './schedule.ts';

export interface ScheduleGroup {
  owner: Owner;
  name: string;
  arn: string;
  createdMs: number;
}

interface ScheduleKey {
  owner: Owner;
  groupName: string;
  name: string;
}

/** All schedules and groups; whatever is in here is armed on the clock. */
export interface ScheduleStore {
  find(key: ScheduleKey): Schedule | undefined;
  /** Takes a schedule in, or in place of the one of its name. One that already knows when it is due keeps that time. */
  put(schedule: Schedule): void;
  remove(schedule: Schedule): void;
  all(): Schedule[];
  findGroup(owner: Owner, name: string): ScheduleGroup | undefined;
  /** Throws `ResourceNotFoundException` naming the group. */
  requireGroup(owner: Owner, name: string): ScheduleGroup;
  putGroup(group: ScheduleGroup): void;
  removeGroup(group: ScheduleGroup): void;
  groups(): ScheduleGroup[];
}

export function createScheduleStore(parts: FiringParts): ScheduleStore {
  const schedules = new Map<string, Schedule>();
  const groups = new Map<string, ScheduleGroup>();
  const cancels = new Map<string, () => void>();

  function disarm(arn: string): void {
    cancels.get(arn)?.();
    cancels.delete(arn);
  }

  function arm(schedule: Schedule): void {
    disarm(schedule.arn);
    const { dueMs } = schedule;
    if (dueMs !== undefined) cancels.set(schedule.arn, parts.timers.at(dueMs, () => fire(schedule, dueMs)));
  }

  /** What was missed while the clock stood still or the program was down fires once, not once for each time missed. */
  function fire(schedule: Schedule, dueMs: number): void {
    fireSchedule(schedule, dueMs, parts);
    setDue(schedule, nextDue(schedule, parts.timers.now()));
    if (schedule.dueMs === undefined && schedule.definition.actionAfterCompletion === 'DELETE') remove(schedule);
    else arm(schedule);
  }

  function remove({ arn }: Schedule): void {
    disarm(arn);
    schedules.delete(arn);
  }

  function findGroup(owner: Owner, name: string): ScheduleGroup | undefined {
    const arn = groupArn(owner, name);
    if (name === 'default' && !groups.has(arn)) groups.set(arn, { owner, name, arn, createdMs: parts.timers.now() });
    return groups.get(arn);
  }

  return {
    find: ({ owner, groupName, name }) => schedules.get(scheduleArn(owner, groupName, name)),
    put(schedule) {
      if (schedule.dueMs === undefined) setDue(schedule, nextDue(schedule, parts.timers.now()));
      schedules.set(schedule.arn, schedule);
      arm(schedule);
    },
    remove,
    all: () => [...schedules.values()],
    findGroup,
    requireGroup(owner, name) {
      const group = findGroup(owner, name);
      if (!group) throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`);
      return group;
    },
    putGroup: (group) => void groups.set(group.arn, group),
    removeGroup(group) {
      for (const schedule of schedules.values()) if (groupArn(schedule.owner, schedule.groupName) === group.arn) remove(schedule);
      groups.delete(group.arn);
    },
    groups: () => [...groups.values()],
  };
}

export function groupArn({ accountId, region }: Owner, name: string): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule-group/${name}`;
}

function setDue(schedule: Schedule, dueMs: number | undefined): void {
  if (dueMs === undefined) delete schedule.dueMs;
  else schedule.dueMs = dueMs;
}
