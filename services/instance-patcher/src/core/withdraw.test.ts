import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, MINUTE, NOW } from '../testing/target-in-test.ts';
import { withdraw, type Withdrawn } from './withdraw.ts';

const withdrawn: Withdrawn = { kind: 'withdrawn', command: 0, claimedAt: NOW, refusal: { tryAgain: 'NotReady' } };
const hold = { reason: 'CalendarClosed', until: NOW + 2 * MINUTE } as const;

test.each([
  ['', aClaimed()],
  [', though marked,', aClaimed({ callAt: NOW })],
])('a claim that was not sent%s is taken back, and the target looks again in five minutes', (_marked, command) => {
  expect(withdraw(aBusyTarget(command), withdrawn, aContext())).toEqual(
    stay(aTarget({ nextCommand: 1, heldUntil: NOW + 5 * MINUTE })),
  );
});

test('a hold is said, and looked at again when it may be over', () => {
  expect(withdraw(aBusyTarget(aClaimed()), { ...withdrawn, refusal: { hold } }, aContext())).toEqual({
    target: aTarget({ nextCommand: 1, heldUntil: hold.until, said: 'CalendarClosed' }),
    events: [{ event: 'SendingHeld', ...hold }],
    effects: [],
  });
});

test('what stops the target for good is not waited for', () => {
  expect(withdraw(aBusyTarget(aClaimed()), { ...withdrawn, refusal: { stop: 'TimeUp' } }, aContext())).toEqual(
    stay(aTarget({ nextCommand: 1 })),
  );
});

test.each([
  ['a claim that was made anew since', aBusyTarget(aClaimed({ claimedAt: NOW + 1 }))],
  ['a command that was sent', aBusyTarget(aSent())],
  ['a command that is gone', aTarget()],
])('%s stays', (_case, target) => {
  expect(withdraw(target, withdrawn, aContext())).toEqual(stay(target));
});
