import type { Target } from '@aws-sdk/client-scheduler';
import type { Owner } from '#local/eventbridge/bus-address.ts';
import type { NextTime } from '#shared/domain/schedule/cron.ts';
import { compileExpression } from './schedule-expression.ts';

/** What was asked for; plain JSON, so that it can be kept in a file. Times are milliseconds since 1970. */
export interface ScheduleDefinition {
  expression: string;
  timeZoneName?: string;
  startMs?: number;
  endMs?: number;
  state: 'ENABLED' | 'DISABLED';
  description?: string;
  kmsKeyArn?: string;
  target: Target;
  flexibleTimeWindow: { Mode: 'OFF' | 'FLEXIBLE'; MaximumWindowInMinutes?: number };
  actionAfterCompletion: 'NONE' | 'DELETE';
}

export interface Schedule {
  owner: Owner;
  groupName: string;
  name: string;
  arn: string;
  definition: ScheduleDefinition;
  createdMs: number;
  modifiedMs: number;
  /** When it fires next; absent when it is disabled or over. */
  dueMs?: number;
}

export function scheduleArn({ accountId, region }: Owner, groupName: string, name: string): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule/${groupName}/${name}`;
}

/** The next firing after this time, within the schedule's own dates; undefined when it is disabled or over. */
export function nextDue({ definition, modifiedMs }: Schedule, afterMs: number): number | undefined {
  if (definition.state === 'DISABLED') return undefined;
  const { startMs, endMs } = definition;
  const due = nextTime(definition, modifiedMs)(Math.max(afterMs, (startMs ?? 0) - 1));
  return due !== undefined && endMs !== undefined && due > endMs ? undefined : due;
}

/** Also the check of an expression: throws `ValidationException`. */
export function nextTime({ expression, timeZoneName, startMs }: ScheduleDefinition, madeMs: number): NextTime {
  return compileExpression(expression, { timeZoneName, anchorMs: startMs ?? madeMs, firesAtAnchor: startMs !== undefined });
}
