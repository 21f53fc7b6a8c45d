import { timeProblems } from './schedule-problems.ts';
import { shapeProblems } from './shape-problems.ts';
import { limitsOf } from './define-policy.ts';

test('a limit that cannot be read becomes the tightest there is', () => {
  expect(limitsOf({ maxConcurrency: 'many', maxErrors: 'some' })).toEqual({ maxConcurrency: { number: 1 }, maxErrors: { number: 0 } });
});

test('a fault in the code is not told as a fault of the cron expression', () => {
  expect(() => timeProblems({ schedule: { cron: 7 as never, timeZone: 'UTC' }, waves: [] })).toThrow(TypeError);
});

test('a field below a value that has no fields was not found', () => {
  const issue = { code: 'custom', path: ['targets', 'accounts', 0], message: 'an account id', input: undefined, params: {} } as const;
  expect(shapeProblems([{ ...issue, path: [...issue.path] }], { targets: 'all' })).toEqual([
    { field: 'targets.accounts[0]', found: 'nothing', expected: 'an account id' },
  ]);
});
