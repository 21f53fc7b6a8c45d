import { backOffMs } from './back-off.ts';
import { failReach, type NotReached } from './not-reached.ts';
import { noFailures } from './open-command.ts';
import { stay, withCommand } from './step.ts';
import { tokenOf } from './target-identity.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aWaiting, MINUTE, NOW } from '../testing/target-in-test.ts';

const answer: NotReached = {
  kind: 'notReached', command: 0, claimedAt: NOW, failure: { kind: 'denied', code: 'AccessDenied', message: '' },
};
const reached = (notReached: number) => ({ ...noFailures, notReached });

test.each([
  [0, 2],
  [1, 4],
  [2, 8],
  [3, 16],
])('after %i failures to reach the spoke it waits %i minutes', (failures, minutes) => {
  const target = aBusyTarget(aClaimed({ failures: reached(failures) }));
  expect(failReach(target, answer, aContext())).toEqual(
    stay(withCommand(target, aWaiting({ failures: reached(failures + 1), dueAt: NOW + minutes * MINUTE }))),
  );
});

test('the fifth says it of all that is not sent', () => {
  const target = aBusyTarget(aClaimed({ failures: reached(4) }));
  expect(failReach(target, answer, aContext())).toEqual(stay({ ...target, commands: [], outcomes: 'UUUU', causes: 'gggg' }));
});

test('a hub that is throttled by STS says nothing about the spoke', () => {
  const target = aBusyTarget(aClaimed({ failures: reached(4) }));
  const throttled: NotReached = { ...answer, failure: { ...answer.failure, kind: 'throttled' } };
  const failures = { ...reached(4), throttled: 1 };
  expect(failReach(target, throttled, aContext())).toEqual(
    stay(withCommand(target, aWaiting({ failures, dueAt: NOW + backOffMs(tokenOf(target, 0), 0) }))),
  );
});

test.each([
  ['another claim', aBusyTarget(aClaimed({ claimedAt: NOW + 1 }))],
  ['a sent command', aBusyTarget(aSent())],
])('a late answer does not touch %s', (_case, target) => {
  expect(failReach(target, answer, aContext())).toEqual(stay(target));
});
