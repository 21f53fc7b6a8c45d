import { GetCalendarStateCommand, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';

import type { CalendarReading } from '../core/gate.ts';
import { changeCalendarOver } from './change-calendar-over-calls.ts';

/** Freezes that are kept outside a policy: SSM Change Calendars, by name or ARN, read in the hub account. */
export interface ChangeCalendar {
  /** Known to be not older than 60 s, and never past the calendars' next change. OPEN where none is named. */
  state(calendars: readonly string[], nowMs: number): Promise<CalendarReading>;
}

/** The gate's readings are good for two seconds, and it reads three times at most. */
const REQUEST_TIMEOUT_MS = 3_000;

export function createChangeCalendar(overrides: SSMClientConfig = {}): ChangeCalendar {
  const clients = new Map<string | undefined, SSMClient>();
  const clientOf = (region: string | undefined) => {
    const client =
      clients.get(region) ??
      new SSMClient({
        maxAttempts: 2,
        requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, connectionTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
        ...overrides,
        ...(region === undefined ? {} : { region }),
      });
    clients.set(region, client);
    return client;
  };
  return changeCalendarOver((region, input) => clientOf(region).send(new GetCalendarStateCommand(input)));
}
