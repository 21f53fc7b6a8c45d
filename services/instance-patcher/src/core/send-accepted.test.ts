import { acceptSend, type SendAccepted } from './send-accepted.ts';
import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aSent, aTarget, aWaiting, HOUR, NOW } from '../testing/target-in-test.ts';

const accepted: SendAccepted = {
  kind: 'accepted', command: 0, commandId: 'command-0', sentAt: NOW, expiresAt: NOW + 3 * HOUR, expectedMinutes: 20,
};

test.each([
  ['claimed', aClaimed({ callAt: NOW })],
  ['claimed and searched for', aClaimed({ callAt: NOW, emptyLooks: 1 })],
  ['waiting', aWaiting()],
])('a %s command that SSM took is sent, counted once, an attempt for each instance', (_phase, command) => {
  expect(acceptSend(aBusyTarget(command), accepted)).toEqual(stay(aBusyTarget(aSent())));
});

test.each([
  ['twice', aBusyTarget(aSent())],
  ['of a command that was given up', aTarget()],
])('an answer %s changes nothing', (_case, target) => {
  expect(acceptSend(target, accepted)).toEqual(stay(target));
});
