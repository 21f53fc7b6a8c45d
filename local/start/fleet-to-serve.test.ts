import { fleetToServe } from './fleet-to-serve.ts';

const held = { seed: 3, accounts: 4, regions: ['us-east-1'], instances: 60 };

it('is the default fleet, but for what was asked, in a new folder', () => {
  expect(fleetToServe('d', undefined, { instances: 9 })).toEqual({ seed: 1, accounts: 12, regions: ['us-east-1', 'us-west-2'], instances: 9 });
});

it('is what the folder holds when nothing else is asked for', () => {
  expect(fleetToServe('d', held, { accounts: 4, regions: ['us-east-1'] })).toEqual(held);
});

it('is refused when another is asked for, naming each option', () => {
  expect(() => fleetToServe('d', held, { accounts: 5, regions: ['us-east-1', 'us-west-2'] })).toThrow(
    'd holds a fleet already.\n' +
      '--accounts: found "5", expected "4", as the folder has it.\n' +
      '--regions: found "us-east-1,us-west-2", expected "us-east-1", as the folder has it.\n' +
      'Leave the option out, name another folder with --data, or delete this one.',
  );
});
