import { compileExpression, type ExpressionContext } from './schedule-expression.ts';

const created = Date.parse('2026-01-05T08:00:20Z');

function next(expression: string, after = '2026-01-05T08:00:20Z', context: Partial<ExpressionContext> = {}): string | undefined {
  const at = compileExpression(expression, { timeZoneName: undefined, anchorMs: created, firesAtAnchor: false, ...context })(Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
}

test('a rate fires a whole period after its creation, on the next whole minute', () => {
  expect([next('rate(5 minutes)'), next('rate(5 minutes)', '2026-01-05T08:06:00Z'), next('rate(1 hour)'), next('rate(2 days)')]).toEqual([
    '2026-01-05T08:06:00.000Z',
    '2026-01-05T08:11:00.000Z',
    '2026-01-05T09:01:00.000Z',
    '2026-01-07T08:01:00.000Z',
  ]);
});

test('a rate with a start date fires at that date first', () => {
  expect(next('rate(1 hour)', '2026-01-05T08:00:20Z', { anchorMs: Date.parse('2026-01-06T00:00:00Z'), firesAtAnchor: true })).toBe('2026-01-06T00:00:00.000Z');
});

test('at() fires once, by the clocks of its zone', () => {
  const at = 'at(2026-07-01T02:30:00)';

  expect([next(at, undefined, { timeZoneName: 'America/New_York' }), next(at, '2026-07-01T06:30:00Z', { timeZoneName: 'America/New_York' })]).toEqual([
    '2026-07-01T06:30:00.000Z',
    undefined,
  ]);
});

test.each([
  ['rate(0 minutes)', 'expected a whole number from 1 and minutes, hours or days, found "0 minutes"'],
  ['rate(5 weeks)', 'found "5 weeks"'],
  ['rate(1.5 hours)', 'found "1.5 hours"'],
  ['at(tomorrow)', 'expected yyyy-mm-ddThh:mm:ss, found "tomorrow"'],
  ['at(2026-13-01T00:00:00)', 'found "2026-13-01T00:00:00"'],
  ['cron(0 2 * * *)', 'expected 6 fields'],
  ['every day', 'expected rate(...), cron(...) or at(...)'],
])('%s is refused', (expression, reason) => {
  expect(() => next(expression)).toThrow(expect.objectContaining({ code: 'ValidationException', message: expect.stringContaining(reason) as string }) as Error);
});

test('a local time that does not exist is refused', () => {
  expect(() => next('at(2026-03-29T02:30:00)', undefined, { timeZoneName: 'Europe/Berlin' })).toThrow('the clocks skip it');
});

test('an unknown time zone is refused by name', () => {
  expect(() => next('rate(1 hour)', undefined, { timeZoneName: 'Mars/Base' })).toThrow('found Mars/Base');
});
