import type { GetCalendarStateRequest, GetCalendarStateResponse } from '@aws-sdk/client-ssm';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { FleetContext } from '../../fleet-context.ts';
import { isAgentDocument } from '../documents.ts';
import { checkLength, constraintError } from '../validation.ts';
import { type Calendar, verdictAt } from './calendar.ts';
import { readICalendar } from './read-icalendar.ts';
import { findDocument, versionOf } from './stored-document.ts';

/** Closed if any of the calendars is. A calendar nobody made is an error, never simply open. */
export function getCalendarState(context: FleetContext, input: GetCalendarStateRequest, caller: Caller): GetCalendarStateResponse {
  const names = input.CalendarNames ?? [];
  if (names.length === 0) throw constraintError('calendarNames', '[]', 'have length greater than or equal to 1');
  checkLength('calendarNames', names, 10);
  const atMs = input.AtTime === undefined ? context.world.agenda.now() : Date.parse(input.AtTime);
  if (Number.isNaN(atMs)) {
    throw constraintError('atTime', input.AtTime, 'be an ISO 8601 time such as 2026-01-05T08:00:00Z');
  }
  const { state, nextMs } = verdictAt(names.map((name) => calendarOf(context, name, caller)), atMs);
  return {
    State: state,
    AtTime: wholeSeconds(atMs),
    ...(nextMs === undefined ? {} : { NextTransitionTime: wholeSeconds(nextMs) }),
  };
}

function calendarOf(context: FleetContext, name: string, caller: Caller): Calendar {
  if (isAgentDocument(name)) throw new AwsError('InvalidDocumentType', `Document ${name} is no change calendar.`);
  return readICalendar(versionOf(findDocument(context, name, caller)).content);
}

function wholeSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
