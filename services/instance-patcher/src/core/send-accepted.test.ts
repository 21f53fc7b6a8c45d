import { acceptSend, type SendAccepted } from './send-accepted.ts';
import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, aWaiting, HOUR, NOW } from '../testing/target-in-test.ts';

const accepted: SendAccepted = {
  kind: 'accepted', command: 0, commandId: 'command-0', sentAt: NOW, expiresAt: NOW + 3 * HOUR, expectedMinutes: 20,
};

test.each([
  ['claimed', aClaimed({ callAt: NOW })],
  ['claimed and searched for', aClaimed({ callAt: NOW, emptyLooks: 1 })],
  ['waiting', aWaiting()],
])('a %s command that SSM took is sent, counted once, an attempt for each instance', (_phase, command) => {
  expect(acceptSend(aBusyTarget(command), accepted, aContext())).toEqual(stay(aBusyTarget(aSent())));
});

test.each([
  ['twice', aBusyTarget(aSent())],
  ['of a command that was given up', aTarget()],
])('an answer %s changes nothing', (_case, target) => {
  expect(acceptSend(target, accepted, aContext())).toEqual(stay(target));
});

test('sends come closer together again, and the first after a hold says so', () => {
  const slowed = { ...aBusyTarget(aClaimed()), pace: { intervalMs: 60_000, nextSendAt: NOW }, said: 'Throttled' } as const;
  const { target, events } = acceptSend(slowed, accepted, aContext());
  expect([target.pace?.intervalMs, target.said, events]).toEqual([30_000, undefined, [{ event: 'SendingResumed' }]]);
});
