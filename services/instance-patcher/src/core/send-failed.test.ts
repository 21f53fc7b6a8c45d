import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

import { backOffMs } from './back-off.ts';
import { noFailures } from './open-command.ts';
import { slower } from './pace.ts';
import { failSend, type SendFailed } from './send-failed.ts';
import { stay, withCommand } from './step.ts';
import { tokenOf } from './target-identity.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, aWaiting, MINUTE, NOW } from '../testing/target-in-test.ts';

const called = { callAt: NOW };
const claimed = aBusyTarget(aClaimed(called));
const token = tokenOf(claimed, 0);

function failed(kind: RemoteFailure['kind'], code = 'Some'): SendFailed {
  return { kind: 'sendFailed', command: 0, claimedAt: NOW, failure: { kind, code, message: '' } };
}

test('a send that nobody answered stays claimed: it may have been carried out', () => {
  expect(failSend(claimed, failed('unavailable'), aContext())).toEqual(stay(claimed));
});

test('a throttled send waits for the pace of its target, which slows down, and is counted', () => {
  const before = aBusyTarget(aClaimed({ ...called, failures: { ...noFailures, throttled: 3 } }));
  const pace = slower(before, NOW);
  expect(failSend(before, failed('throttled'), aContext())).toEqual(
    stay({
      ...withCommand(before, aWaiting({ failures: { ...noFailures, throttled: 4 }, dueAt: pace.nextSendAt })),
      pace,
      counters: { planned: 1, accepted: 0, throttled: 1 },
    }),
  );
});

test('throttling that lasts is said', () => {
  const before = { ...claimed, pace: { intervalMs: 5 * MINUTE, nextSendAt: NOW } };
  const { target, events } = failSend(before, failed('throttled'), aContext());
  expect(events).toEqual([{ event: 'SendingHeld', reason: 'Throttled', until: target.pace?.nextSendAt }]);
});

test('a denied send is tried again', () => {
  expect(failSend(claimed, failed('denied'), aContext())).toEqual(
    stay(
      withCommand(claimed, aWaiting({ failures: { ...noFailures, denied: 1 }, dueAt: NOW + backOffMs(token, 0) })),
    ),
  );
});

test('the third denial makes its instances Unreachable', () => {
  const { target } = failSend(aBusyTarget(aClaimed({ ...called, failures: { ...noFailures, denied: 2 } })), failed('denied'), aContext());
  expect(target).toEqual({ ...claimed, commands: [], outcomes: 'UU..', causes: 'zz..' });
});

test('an id that SSM does not know makes it ask for the known ones', () => {
  expect(failSend(claimed, failed('refused', 'InvalidInstanceId'), aContext())).toEqual({
    target: withCommand(claimed, aWaiting({ failures: { ...noFailures, refused: 1 }, dueAt: NOW + backOffMs(token, 0) })),
    events: [],
    effects: [{ effect: 'known', command: 0 }],
  });
});

test('any other refusal fails its instances', () => {
  const { target } = failSend(claimed, failed('refused', 'InvalidParameters'), aContext());
  expect(target).toEqual({ ...claimed, commands: [], outcomes: 'FF..', causes: 'ss..' });
});

test.each([
  ['another claim of the command', aBusyTarget(aClaimed({ claimedAt: NOW + 1 }))],
  ['a command that was sent', aBusyTarget(aSent())],
  ['a command that is gone', aTarget()],
])('a late answer does not touch %s', (_case, target) => {
  expect(failSend(target, failed('throttled'), aContext())).toEqual(stay(target));
});
