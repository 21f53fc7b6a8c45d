import { compileCron } from './cron.ts';
import { timeZone, utc } from './time-zone.ts';

/** The next firings of a cron expression, as UTC without seconds. */
function firings(fields: string, after: string, options: { zone?: string; count?: number } = {}): string[] {
  const next = compileCron(fields, timeZone(options.zone ?? 'UTC')!);
  const found: string[] = [];
  for (let at = next(Date.parse(after)); at !== undefined && found.length < (options.count ?? 3); at = next(at)) {
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

test.each([
  ['every day at 2', '0 2 * * ? *', ['2026-01-05T02:00', '2026-01-06T02:00', '2026-01-07T02:00']],
  ['every quarter of an hour', '0/15 * * * ? *', ['2026-01-05T00:15', '2026-01-05T00:30', '2026-01-05T00:45']],
  ['on weekdays', '0 9 ? * MON-FRI *', ['2026-01-05T09:00', '2026-01-06T09:00', '2026-01-07T09:00']],
  ['on days over the week end', '0 9 ? * FRI-MON *', ['2026-01-05T09:00', '2026-01-09T09:00', '2026-01-10T09:00']],
  ['on Sunday, which is 1', '0 9 ? * 1 *', ['2026-01-11T09:00', '2026-01-18T09:00', '2026-01-25T09:00']],
  ['on the second Tuesday', '0 3 ? * TUE#2 *', ['2026-01-13T03:00', '2026-02-10T03:00', '2026-03-10T03:00']],
  ['on a fifth Thursday, where there is one', '0 3 ? * 5#5 *', ['2026-01-29T03:00', '2026-04-30T03:00', '2026-07-30T03:00']],
  ['on the last Friday', '0 3 ? * 6L *', ['2026-01-30T03:00', '2026-02-27T03:00', '2026-03-27T03:00']],
  ['on L, which is Saturday', '0 3 ? * L *', ['2026-01-10T03:00', '2026-01-17T03:00', '2026-01-24T03:00']],
  ['on the last day', '0 3 L * ? *', ['2026-01-31T03:00', '2026-02-28T03:00', '2026-03-31T03:00']],
  ['three days before the last', '0 3 L-3 * ? *', ['2026-01-28T03:00', '2026-02-25T03:00', '2026-03-28T03:00']],
  ['on the last weekday', '0 3 LW * ? *', ['2026-01-30T03:00', '2026-02-27T03:00', '2026-03-31T03:00']],
  ['on the weekday nearest to the 15th', '0 3 15W * ? *', ['2026-01-15T03:00', '2026-02-16T03:00', '2026-03-16T03:00']],
  ['on the weekday nearest to the 1st, never in the month before', '0 3 1W * ? *', ['2026-02-02T03:00', '2026-03-02T03:00', '2026-04-01T03:00']],
  ['on the Monday when the 1st is a Saturday', '0 3 1W 8 ? *', ['2026-08-03T03:00', '2027-08-02T03:00', '2028-08-01T03:00']],
  ['on the Friday when the last day is a Sunday', '0 3 31W 5 ? *', ['2026-05-29T03:00', '2027-05-31T03:00', '2028-05-31T03:00']],
  ['on the 31st only where there is one', '0 0 31 * ? *', ['2026-01-31T00:00', '2026-03-31T00:00', '2026-05-31T00:00']],
  ['in a leap year', '0 0 29 FEB ? *', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
  ['in some years', '30 1,13 1 6,7 ? 2026-2027', ['2026-06-01T01:30', '2026-06-01T13:30', '2026-07-01T01:30']],
])('fires %s', (_, fields, expected) => {
  expect(firings(fields, '2026-01-05T00:00:00Z')).toEqual(expected);
});

test('UTC shows the time that it is', () => {
  const moment = Date.parse('2026-03-29T01:30:00Z');
  const named = timeZone('UTC')!;
  expect([utc.toLocal(moment), utc.fromLocal(moment)]).toEqual([named.toLocal(moment), named.fromLocal(moment)]);
});

test('a name that is none at all is a bug of the caller, and not an unknown zone', () => {
  expect(timeZone('Mars/Base')).toBeUndefined();
  expect(() => timeZone(Symbol('zone') as never)).toThrow(TypeError);
});

test('an expression whose years are over never fires', () => {
  expect(firings('0 0 * * ? 2025', '2026-01-05T00:00:00Z')).toEqual([]);
});

test('a local time keeps its hour over the change to summer time', () => {
  expect(firings('0 9 * * ? *', '2026-03-28T00:00:00Z', { zone: 'Europe/Berlin' })).toEqual(['2026-03-28T08:00', '2026-03-29T07:00', '2026-03-30T07:00']);
});

test('a time that spring skips is left out', () => {
  expect(firings('30 2 * * ? *', '2026-03-28T12:00:00Z', { zone: 'Europe/Berlin', count: 2 })).toEqual(['2026-03-30T00:30', '2026-03-31T00:30']);
});

test('a time that autumn repeats fires once, at its first passing', () => {
  expect(firings('30 2 * * ? *', '2026-10-24T12:00:00Z', { zone: 'Europe/Berlin', count: 2 })).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
});

test('a repeated hour does not fire again when asked within its second passing', () => {
  expect(firings('0/20 * * * ? *', '2026-10-25T01:05:00Z', { zone: 'Europe/Berlin', count: 1 })).toEqual(['2026-10-25T02:00']);
});

test.each([
  ['0 2 * * *', 'expected 6 fields'],
  ['0 2 * * * *', 'exactly one of day-of-month and day-of-week must be "?"'],
  ['0 2 ? * ? *', 'exactly one of day-of-month and day-of-week must be "?"'],
  ['60 2 * * ? *', 'minutes "60" is not valid'],
  ['0 24 * * ? *', 'hours "24" is not valid'],
  ['0 2 32 * ? *', 'day-of-month "32" is not valid'],
  ['0 2 * FOO ? *', 'month "FOO" is not valid'],
  ['0 2 ? * 8 *', 'day-of-week "8" is not valid'],
  ['0 2 ? * 2#6 *', 'week of day-of-week "6" is not valid'],
  ['0 2 * * ? 1969', 'year "1969" is not valid'],
  ['0/0 2 * * ? *', 'minutes "0/0" is not valid'],
  ['1-2-3 2 * * ? *', 'minutes "1-2-3" is not valid'],
  ['0 2 W * ? *', 'day-of-month "W" is not valid'],
])('%s is refused: %s', (fields, reason) => {
  expect(() => compileCron(fields, timeZone('UTC')!)).toThrow(reason);
});
