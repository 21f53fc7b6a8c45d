import type {
  CreateScheduleCommandInput,
  DeleteScheduleCommandInput,
  GetScheduleCommandInput,
  GetScheduleCommandOutput,
  ListSchedulesCommandInput,
  ScheduleSummary,
} from '@aws-sdk/client-scheduler';
import type { Owner } from '#local/eventbridge/bus-address.ts';
import { page } from '#local/eventbridge/page.ts';
import { AwsError } from '#local/wire/service.ts';
import { readDefinition } from './schedule-definition.ts';
import { scheduleArn, type Schedule } from './schedule.ts';
import type { ScheduleStore } from './schedule-store.ts';

const schedulesPerPage = 100;

type Description = Omit<GetScheduleCommandOutput, '$metadata'>;

export interface ScheduleOperations {
  CreateSchedule: (input: CreateScheduleCommandInput, owner: Owner) => { ScheduleArn: string };
  UpdateSchedule: (input: CreateScheduleCommandInput, owner: Owner) => { ScheduleArn: string };
  GetSchedule: (input: GetScheduleCommandInput, owner: Owner) => Description;
  DeleteSchedule: (input: DeleteScheduleCommandInput, owner: Owner) => Record<string, never>;
  ListSchedules: (input: ListSchedulesCommandInput, owner: Owner) => { Schedules: ScheduleSummary[]; NextToken?: string };
}

export function createScheduleOperations(store: ScheduleStore, now: () => number): ScheduleOperations {
  function require({ Name = '', GroupName = 'default' }: GetScheduleCommandInput, owner: Owner): Schedule {
    const schedule = store.find({ owner, groupName: GroupName, name: Name });
    if (!schedule) throw new AwsError('ResourceNotFoundException', `Schedule ${Name} does not exist.`);
    return schedule;
  }

  return {
    CreateSchedule: (input, owner) => {
      const schedule = buildSchedule(input, owner, now());
      store.requireGroup(owner, schedule.groupName);
      if (store.find(schedule)) throw new AwsError('ConflictException', `Schedule ${schedule.name} already exists.`);
      store.put(schedule);
      return { ScheduleArn: schedule.arn };
    },
    UpdateSchedule: (input, owner) => {
      const { createdMs } = require(input, owner);
      const schedule = { ...buildSchedule(input, owner, now()), createdMs };
      store.put(schedule);
      return { ScheduleArn: schedule.arn };
    },
    GetSchedule: (input, owner) => describe(require(input, owner)),
    DeleteSchedule: (input, owner) => {
      store.remove(require(input, owner));
      return {};
    },
    ListSchedules: (input, owner) => {
      const wanted = store.all().filter((schedule) => isWanted(schedule, input, owner));
      const { items, nextToken } = page(wanted, { token: input.NextToken, sizeMax: input.MaxResults ?? schedulesPerPage });
      return { Schedules: items.map(summarize), ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
  };
}

/** What CreateSchedule, UpdateSchedule and the templates have in common. */
export function buildSchedule(input: CreateScheduleCommandInput, owner: Owner, nowMs: number): Schedule {
  const definition = readDefinition(input, nowMs);
  const { Name: name = '', GroupName: groupName = 'default' } = input;
  const { accountId, region } = owner;
  return {
    owner: { accountId, region },
    groupName,
    name,
    arn: scheduleArn(owner, groupName, name),
    definition,
    createdMs: nowMs,
    modifiedMs: nowMs,
  };
}

function isWanted(schedule: Schedule, { GroupName, NamePrefix = '', State }: ListSchedulesCommandInput, owner: Owner): boolean {
  const { accountId, region } = schedule.owner;
  return (
    accountId === owner.accountId &&
    region === owner.region &&
    schedule.name.startsWith(NamePrefix) &&
    (GroupName ?? schedule.groupName) === schedule.groupName &&
    (State ?? schedule.definition.state) === schedule.definition.state
  );
}

function summarize(schedule: Schedule): ScheduleSummary {
  return {
    Arn: schedule.arn,
    Name: schedule.name,
    GroupName: schedule.groupName,
    State: schedule.definition.state,
    CreationDate: new Date(schedule.createdMs),
    LastModificationDate: new Date(schedule.modifiedMs),
    Target: { Arn: schedule.definition.target.Arn },
  };
}

function describe(schedule: Schedule): Description {
  const { expression, timeZoneName = 'UTC', startMs, endMs, description, kmsKeyArn, target, flexibleTimeWindow, actionAfterCompletion } = schedule.definition;
  return {
    ...summarize(schedule),
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timeZoneName,
    Target: target,
    FlexibleTimeWindow: flexibleTimeWindow,
    ActionAfterCompletion: actionAfterCompletion,
    ...(startMs !== undefined && { StartDate: new Date(startMs) }),
    ...(endMs !== undefined && { EndDate: new Date(endMs) }),
    ...(description !== undefined && { Description: description }),
    ...(kmsKeyArn !== undefined && { KmsKeyArn: kmsKeyArn }),
  };
}
