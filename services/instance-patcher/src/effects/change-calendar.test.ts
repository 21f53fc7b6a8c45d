import { NIGHT, SetClock } from '#shared/testing/test-aggregate.ts';

import { awsError } from '../testing/scripted-spoke.fixture.ts';
import { createInMemoryChangeCalendar } from './change-calendar.in-memory.ts';
import { changeCalendarSuite } from './change-calendar.suite.ts';

interface Span {
  fromMs: number;
  toMs: number;
}

changeCalendarSuite('in memory', () => {
  const clock = new SetClock(NIGHT);
  const calendars = new Map<string, readonly Span[]>();
  let asked = 0;
  const calendar = createInMemoryChangeCalendar((_region, { CalendarNames }) => {
    asked += 1;
    if (CalendarNames.some((name) => !calendars.has(name))) throw awsError('InvalidDocument');
    const spans = CalendarNames.flatMap((name) => calendars.get(name) ?? []);
    const closed = spans.find(({ fromMs, toMs }) => fromMs <= clock.now() && clock.now() < toMs);
    const next = closed?.toMs ?? spans.find(({ fromMs }) => fromMs > clock.now())?.fromMs;
    return {
      State: closed === undefined ? 'OPEN' : 'CLOSED',
      ...(next === undefined ? {} : { NextTransitionTime: new Date(next).toISOString() }),
    };
  });
  return Promise.resolve({
    calendar,
    put: (name, closed) => void calendars.set(name, closed),
    asked: () => asked,
    now: () => clock.now(),
    passSeconds: (seconds) => clock.advanceSeconds(seconds),
  });
});

const german = 'arn:aws:ssm:eu-central-1:000000000000:document/Freeze';

test('each calendar is asked for in the region of its ARN, a plain name in the function\'s own', async () => {
  const asked: unknown[] = [];
  const calendar = createInMemoryChangeCalendar((region, { CalendarNames }) => {
    asked.push([region, CalendarNames]);
    return { State: 'OPEN', NextTransitionTime: region === undefined ? '2026-03-10T03:00:00Z' : '2026-03-10T04:00:00Z' };
  });
  expect(await calendar.state([german, 'Freeze', `${german}2`], NIGHT)).toEqual({ state: 'OPEN', until: Date.UTC(2026, 2, 10, 3) });
  expect(asked).toEqual([['eu-central-1', [german, `${german}2`]], [undefined, ['Freeze']]]);
});

test('closed in one region is known, whatever cannot be read in another', async () => {
  const calendar = createInMemoryChangeCalendar((region) => {
    if (region === undefined) throw awsError('ThrottlingException');
    return { State: 'CLOSED', NextTransitionTime: '2026-03-10T04:00:00Z' };
  });
  expect(await calendar.state(['Freeze', german], NIGHT)).toEqual({ state: 'CLOSED', until: Date.UTC(2026, 2, 10, 4) });
});

test('an answer without a state is unknown', async () => {
  const calendar = createInMemoryChangeCalendar(() => ({ NextTransitionTime: 'soon' }));
  expect(await calendar.state(['Freeze'], NIGHT)).toEqual({ state: 'unknown' });
});

test('a clock that was set back reads again', async () => {
  let asked = 0;
  const calendar = createInMemoryChangeCalendar(() => {
    asked += 1;
    return { State: 'OPEN' };
  });
  await calendar.state(['Freeze'], NIGHT);
  await calendar.state(['Freeze'], NIGHT - 1);
  expect(asked).toBe(2);
});
