import { CommandFailure } from '../exit-codes.ts';
import { readSpokeOptions } from './read-spoke-options.ts';

it('takes each account and region once, and none for all', () => {
  expect(readSpokeOptions({ account: ['111111111111', '111111111111'], region: ['us-east-1', 'us-west-2'] })).toEqual({ accounts: ['111111111111'], regions: ['us-east-1', 'us-west-2'] });
  expect(readSpokeOptions({})).toEqual({ accounts: [], regions: [] });
});

it.each([
  [{ account: ['111111111111', '1234'] }, '--account: found "1234", expected an account id of 12 digits.'],
  [{ region: ['mars-1'] }, '--region: found "mars-1", expected an AWS region such as us-east-1.'],
])('refuses %j', (options, message) => {
  expect(() => readSpokeOptions(options)).toThrow(new CommandFailure(2, message));
});
