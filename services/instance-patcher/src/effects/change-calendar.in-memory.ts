import type { GetCalendarStateResponse } from '@aws-sdk/client-ssm';

import { changeCalendarOver } from './change-calendar-over-calls.ts';
import type { ChangeCalendar } from './change-calendar.ts';

/** GetCalendarState of any simulated hub, with AWS's input and answer. Throws errors whose `name` is AWS's code. */
export type HubCalendarCall = (region: string | undefined, input: { CalendarNames: string[] }) => unknown;

/** The same mapping and cache as the real adapter, without SDK and wire. */
export function createInMemoryChangeCalendar(call: HubCalendarCall): ChangeCalendar {
  return changeCalendarOver(async (region, { CalendarNames = [] }) => {
    return (await call(region, { CalendarNames })) as GetCalendarStateResponse;
  });
}
