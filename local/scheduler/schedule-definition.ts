import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { refuse } from '#local/eventbridge/invalid-parameter.ts';
import { readTarget } from './schedule-target.ts';
import { nextTime, type ScheduleDefinition } from './schedule.ts';

/** Checks what CreateSchedule and UpdateSchedule were given; throws `ValidationException` naming the parameter. */
export function readDefinition(input: CreateScheduleCommandInput, nowMs: number): ScheduleDefinition {
  validateName('Name', input.Name);
  const definition: ScheduleDefinition = {
    expression: input.ScheduleExpression ?? refuse('ScheduleExpression must be specified.'),
    state: input.State ?? 'ENABLED',
    target: readTarget(input.Target),
    flexibleTimeWindow: readWindow(input.FlexibleTimeWindow),
    actionAfterCompletion: input.ActionAfterCompletion ?? 'NONE',
    ...(input.ScheduleExpressionTimezone !== undefined && { timeZoneName: input.ScheduleExpressionTimezone }),
    ...readDates(input),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.KmsKeyArn !== undefined && { kmsKeyArn: input.KmsKeyArn }),
  };
  nextTime(definition, nowMs);
  return definition;
}

export function validateName(parameter: string, name: string | undefined): void {
  if (!/^[0-9a-zA-Z\-_.]{1,64}$/.test(name ?? '')) {
    refuse(`Value '${name ?? ''}' at '${parameter}' failed to satisfy constraint: 1 to 64 of 0-9 a-z A-Z - _ .`);
  }
}

function readDates({ StartDate, EndDate }: CreateScheduleCommandInput): { startMs?: number; endMs?: number } {
  if (StartDate && EndDate && EndDate <= StartDate) {
    refuse(`The EndDate you specify must come after the StartDate, found ${EndDate.toISOString()} and ${StartDate.toISOString()}.`);
  }
  return { ...(StartDate && { startMs: StartDate.getTime() }), ...(EndDate && { endMs: EndDate.getTime() }) };
}

function readWindow(window: CreateScheduleCommandInput['FlexibleTimeWindow']): ScheduleDefinition['flexibleTimeWindow'] {
  const { Mode: mode, MaximumWindowInMinutes: minutes } = window ?? {};
  if (mode === 'OFF' && minutes === undefined) return { Mode: mode };
  if (mode === 'FLEXIBLE' && isWindowLength(minutes)) return { Mode: mode, MaximumWindowInMinutes: minutes };
  return refuse(
    `FlexibleTimeWindow must be Mode OFF alone, or Mode FLEXIBLE with MaximumWindowInMinutes from 1 to 1440; found ${JSON.stringify(window ?? null)}.`,
  );
}

function isWindowLength(minutes: number | undefined): minutes is number {
  return minutes !== undefined && minutes >= 1 && minutes <= 1440;
}
