import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, MINUTE, NOW } from '../testing/target-in-test.ts';
import { withdraw, type Withdrawn } from './withdraw.ts';

const closed: Withdrawn = { kind: 'withdrawn', command: 0, claimedAt: NOW, reason: 'CalendarClosed' };

test.each([
  ['', aClaimed()],
  [', though marked,', aClaimed({ callAt: NOW })],
])('a claim that was not sent%s is taken back, and the target looks again in five minutes', (_marked, command) => {
  expect(withdraw(aBusyTarget(command), closed, aContext())).toEqual(
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
