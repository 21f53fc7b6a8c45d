import { runIdOfKey, targetKeyOf, tokenOf } from './target-identity.ts';
import { RUN } from '../testing/target-in-test.ts';

const longest = { runId: RUN, wave: 'w'.repeat(32), target: 99_999 };

test('a token names the command in full and fits into SSM\'s comment of 100 characters', () => {
  expect(tokenOf({ runId: RUN, wave: 'canary', target: 7 }, 3)).toBe(`patchwave/${RUN}/canary/7/3`);
  expect(tokenOf(longest, 99_999).length).toBeLessThanOrEqual(100);
});

test('a target\'s key names its run', () => {
  expect(runIdOfKey(targetKeyOf(longest))).toBe(RUN);
});

test('a key that names no run belongs to none', () => {
  expect(runIdOfKey('none')).toBe('');
});
