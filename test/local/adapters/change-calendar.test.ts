import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import type { Caller } from '#local/wire/service.ts';
import { createInMemoryChangeCalendar } from '#services/instance-patcher/src/effects/change-calendar.in-memory.ts';
import { changeCalendarSuite, type CalendarUnderTest } from '#services/instance-patcher/src/effects/change-calendar.suite.ts';
import { createChangeCalendar, type ChangeCalendar } from '#services/instance-patcher/src/effects/change-calendar.ts';
import { calendarText } from '#test/local/fleet/calendar.builder.ts';
import { callerOf, fleetInTest, type FleetInTest } from '#test/local/fleet/fleet-in-test.ts';

const hub = callerOf(HUB_ACCOUNT_ID);

interface Counter {
  asked: number;
}

/** The real adapter before the simulated fleet's SSM, over the wire. */
function overTheWire(inTest: FleetInTest, counter: Counter): ChangeCalendar {
  const identities = createIdentities(inTest.timers);
  identities.register('hub', { accountId: HUB_ACCOUNT_ID, arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:role/patching` });
  const ssm = {
    GetCalendarState(input: never, caller: Caller) {
      counter.asked += 1;
      return inTest.fleet.ssm['GetCalendarState']?.(input, caller);
    },
  };
  const backends = createSchemaBackends({ ssm }, () => undefined);
  const requestHandler = createInProcessHandler(createDispatch({ backends, identities, routes: {} })) as never;
  return createChangeCalendar({ region: 'us-east-1', credentials: { accessKeyId: 'hub', secretAccessKey: 'any' }, requestHandler });
}

function underTest(inTest: FleetInTest, calendar: ChangeCalendar, counter: Counter): CalendarUnderTest {
  const known = new Set<string>();
  return {
    calendar,
    put(name, closed) {
      const spans = closed.map(({ fromMs, toMs }) => [new Date(fromMs).toISOString(), new Date(toMs).toISOString()] as const);
      const Content = calendarText(spans);
      if (!known.has(name)) {
        known.add(name);
        inTest.ssm('CreateDocument', { Name: name, Content, DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT' }, hub);
        return;
      }
      const updated = inTest.ssm('UpdateDocument', { Name: name, Content, DocumentVersion: '$LATEST', DocumentFormat: 'TEXT' }, hub);
      const DocumentVersion = updated.DocumentDescription?.DocumentVersion ?? '';
      inTest.ssm('UpdateDocumentDefaultVersion', { Name: name, DocumentVersion }, hub);
    },
    asked: () => counter.asked,
    now: () => inTest.timers.now(),
    passSeconds: (seconds) => inTest.timers.advanceBy(seconds * 1_000),
  };
}

changeCalendarSuite('SSM over the local cloud', () => {
  const [inTest, counter] = [fleetInTest(), { asked: 0 }];
  return Promise.resolve(underTest(inTest, overTheWire(inTest, counter), counter));
});

changeCalendarSuite('in memory, over the simulated fleet', () => {
  const [inTest, counter] = [fleetInTest(), { asked: 0 }];
  const twin = createInMemoryChangeCalendar((_region, input) => {
    counter.asked += 1;
    return inTest.ssm('GetCalendarState', input, hub);
  });
  return Promise.resolve(underTest(inTest, twin, counter));
});
