import { aBusyTarget, aClaimed, aSent, aTarget, aWaiting } from '../testing/target-in-test.ts';
import { performEffect } from './perform-effect.ts';
import type { Patching } from './patching-effects.ts';

const untouched = {} as Patching;

test.each([
  ['the target is gone', undefined, 'send'],
  ['the target has ended', { ...aTarget(), status: 'Ended', endedAt: 0 }, 'send'],
  ['the command is gone', aTarget(), 'send'],
  ['it was sent', aBusyTarget(aSent()), 'send'],
  ['it waits', aBusyTarget(aWaiting()), 'send'],
  ['it was claimed again', aBusyTarget(aClaimed()), 'known'],
] as const)('nothing is done any more when %s', async (_case, state, effect) => {
  expect(await performEffect(untouched, state, { effect, command: 0 })).toEqual({});
});
