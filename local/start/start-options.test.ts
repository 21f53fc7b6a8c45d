import { describeProblem } from '#shared/domain/problem.ts';
import { readStartOptions } from './start-options.ts';

function problemsOf(...argv: string[]): string[] {
  const result = readStartOptions(argv);
  return result.ok ? [] : result.problems.map(describeProblem);
}

it('patches 600 instances in 12 accounts and 2 regions when nothing is said', () => {
  expect(readStartOptions([])).toEqual({
    ok: true,
    options: { headless: false, autoApprove: false, accounts: 12, regions: ['us-east-1', 'us-west-2'], instances: 600, speed: 2400, seed: 1, dataFolder: '.patchwave' },
  });
});

it('takes every option', () => {
  const argv = '--headless --auto-approve --accounts 3 --regions eu-west-1,eu-west-1 --instances 9 --speed max --seed 7 --policy p.yaml --data d --json j.json --port 4567';
  expect(readStartOptions(argv.split(' '))).toEqual({
    ok: true,
    options: { headless: true, autoApprove: true, accounts: 3, regions: ['eu-west-1'], instances: 9, speed: Infinity, seed: 7, policyFile: 'p.yaml', dataFolder: 'd', jsonFile: 'j.json', port: 4567 },
  });
});

it.each([
  [['--accounts', '0'], '--accounts: found "0", expected a whole number from 1 to 2000.'],
  [['--accounts', 'many'], '--accounts: found "many", expected a whole number from 1 to 2000.'],
  [['--instances', '1.5'], '--instances: found "1.5", expected a whole number from 1 to 100000.'],
  [['--regions', 'us-east-1,moon-1'], '--regions: found "moon-1", expected AWS regions such as us-east-1,us-west-2.'],
  [['--speed', '0'], '--speed: found "0", expected a number from 1, or max.'],
  [['--speed', ''], '--speed: found "", expected a number from 1, or max.'],
  [['--seed', '-1'], expect.stringContaining("Option '--seed' argument is ambiguous") as string],
  [['--port', '70000'], '--port: found "70000", expected a whole number from 1 to 65535.'],
  [['--policy', 'a', '--run-input', 'b'], '--policy, --run-input: found both, expected one of them.'],
  [['--acounts', '3'], expect.stringContaining("Unknown option '--acounts'") as string],
  [['now'], expect.stringContaining("Unexpected argument 'now'") as string],
])('refuses %j, naming the option', (argv, problem) => {
  expect(problemsOf(...argv)).toEqual([problem]);
});
