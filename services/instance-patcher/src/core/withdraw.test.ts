import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, MINUTE, NOW } from '../testing/target-in-test.ts';
import { withdraw, type Withdrawn } from './withdraw.ts';

const closed: Withdrawn = { kind: 'withdrawn', command: 0, claimedAt: NOW, reason: 'CalendarClosed' };

test('a claim that was not sent is taken back, and the target looks again in five minutes', () => {
  expect(withdraw(aBusyTarget(aClaimed()), closed, aContext())).toEqual(
    stay(aTarget({ nextCommand: 1, heldUntil: NOW + 5 * MINUTE })),
  );
});

test.each([
  ['a claim that was made anew since', aBusyTarget(aClaimed({ claimedAt: NOW + 1 }))],
  ['a command that was sent', aBusyTarget(aSent())],
  ['a command that is gone', aTarget()],
])('%s stays', (_case, target) => {
  expect(withdraw(target, closed, aContext())).toEqual(stay(target));
});
