import type { GetCalendarStateRequest, GetCalendarStateResponse } from '@aws-sdk/client-ssm';
import { AwsError } from '#local/wire/service.ts';
import type { ClosedSpan, FleetContext } from '../fleet-context.ts';
import { checkLength, constraintError } from './validation.ts';

/** Closed if any of the calendars is. A calendar nobody made is an error, never simply open. */
export function getCalendarState(context: FleetContext, input: GetCalendarStateRequest): GetCalendarStateResponse {
  const names = input.CalendarNames ?? [];
  checkLength('calendarNames', names, 10);
  const atMs = input.AtTime === undefined ? context.world.agenda.now() : Date.parse(input.AtTime);
  if (Number.isNaN(atMs)) {
    throw constraintError('atTime', input.AtTime, 'be an ISO 8601 time such as 2026-01-05T08:00:00Z');
  }
  const spans = names.flatMap((name) => spansOf(context, name));
  const closed = (momentMs: number): boolean => spans.some(({ fromMs, toMs }) => fromMs <= momentMs && momentMs < toMs);
  const next = spans
    .flatMap(({ fromMs, toMs }) => [fromMs, toMs])
    .filter((momentMs) => momentMs > atMs && closed(momentMs) !== closed(atMs))
    .sort((a, b) => a - b)[0];
  return {
    State: closed(atMs) ? 'CLOSED' : 'OPEN',
    AtTime: new Date(atMs).toISOString(),
    ...(next === undefined ? {} : { NextTransitionTime: new Date(next).toISOString() }),
  };
}

function spansOf({ calendars }: FleetContext, name: string): readonly ClosedSpan[] {
  const spans = calendars.get(name) ?? calendars.get(name.replace(/^arn:.*:document\//, ''));
  if (spans === undefined) throw new AwsError('InvalidDocument', `Calendar ${name} does not exist.`);
  return spans;
}
