import { describeProblem } from '#shared/domain/problem.ts';
import { readServeOptions } from './serve-options.ts';

it('listens on 4566, a minute a second, on the fleet that the folder holds, when nothing is said', () => {
  expect(readServeOptions([])).toEqual({ ok: true, options: { port: 4566, dataFolder: '.patchwave', speed: 60, fleet: {} } });
});

it('takes every option', () => {
  const argv = '--port 4567 --data d --speed max --accounts 3 --regions eu-west-1 --instances 9 --seed 7';
  expect(readServeOptions(argv.split(' '))).toEqual({
    ok: true,
    options: { port: 4567, dataFolder: 'd', speed: Infinity, fleet: { accounts: 3, regions: ['eu-west-1'], instances: 9, seed: 7 } },
  });
});

it.each([
  [['--port', '70000'], '--port: found "70000", expected a whole number from 0 to 65535.'],
  [['--port', ''], '--port: found "", expected a whole number from 0 to 65535.'],
  [['--speed', 'fast'], '--speed: found "fast", expected a number from 1, or max.'],
  [['--accounts', '0'], '--accounts: found "0", expected a whole number from 1 to 2000.'],
  [['--regions', 'moon-1'], '--regions: found "moon-1", expected AWS regions such as us-east-1,us-west-2.'],
  [['--instances', '1e3'], '--instances: found "1e3", expected a whole number from 1 to 100000.'],
  [['--seed', 'x'], '--seed: found "x", expected a whole number from 0 to 9007199254740991.'],
  [['--auto-approve'], expect.stringContaining("Unknown option '--auto-approve'") as string],
])('refuses %j, naming the option', (argv, problem) => {
  const result = readServeOptions(argv);
  expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual([problem]);
});
