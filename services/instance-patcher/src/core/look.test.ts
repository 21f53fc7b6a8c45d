import { actOnDue, targetDueAt } from './due.ts';
import { expectedMinutesOf, nextLookAfter } from './look-schedule.ts';
import { LOOKS_MAX } from './look.ts';
import { stay, withCommand } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, aWaiting, HOUR, MINUTE, NOW } from '../testing/target-in-test.ts';

const install = aTarget().options;

test.each([
  [install, ['Linux'], 20],
  [install, ['Linux', 'Windows', 'Linux'], 45],
  [install, ['macOS'], 45],
  [{ ...install, operation: 'Scan' }, ['Windows'], 6],
] as const)('%j on %j is usually done after %i minutes', (options, platforms, minutes) => {
  expect(expectedMinutesOf(options, platforms)).toBe(minutes);
});

test.each([
  ['at the send', 0, 20],
  ['after the first', 20, 40],
  ['after twice the usual', 40, 181],
  ['after the expiry', 181, 196],
])('without hints the next look is due: %s', (_case, minutes, next) => {
  expect(nextLookAfter(aSent(), NOW + minutes * MINUTE)).toBe(NOW + next * MINUTE);
});

test('a due look is asked for, and its answer is awaited for five minutes', () => {
  const target = aBusyTarget(aSent());
  const now = NOW + 20 * MINUTE;
  expect(actOnDue(target, aContext({ now }))).toEqual({
    target: withCommand(
      target,
      aSent({ looks: 1, askedAt: now, answered: false, nextLookAt: NOW + 40 * MINUTE, dueAt: now + 5 * MINUTE }),
    ),
    events: [{ event: 'CommandReported', command: 0, look: 0 }],
    effects: [],
  });
});

test('an unanswered look is asked for again under its own number', () => {
  const askedAt = NOW + 20 * MINUTE;
  const command = aSent({ looks: 1, askedAt, answered: false, nextLookAt: NOW + 40 * MINUTE, dueAt: NOW + 25 * MINUTE });
  const now = NOW + 25 * MINUTE;
  expect(actOnDue(aBusyTarget(command), aContext({ now }))).toEqual({
    target: aBusyTarget({ ...command, askedAt: now, dueAt: now + 5 * MINUTE }),
    events: [{ event: 'CommandReported', command: 0, look: 0 }],
    effects: [],
  });
});

test('who has shown nothing in a thousand looks is given up', () => {
  const target = aBusyTarget(aSent({ looks: LOOKS_MAX, nextLookAt: NOW, dueAt: NOW }));
  expect(actOnDue(target, aContext())).toEqual(stay({ ...target, commands: [], outcomes: 'UU..', causes: 'nn..' }));
});

test('an alarm that rings too early does nothing', () => {
  const target = aBusyTarget(aSent());
  expect(actOnDue(target, aContext({ now: NOW + 20 * MINUTE - 1 }))).toEqual(stay(target));
});

test('a claim whose time is up is recovered, and not before', () => {
  const marked = aBusyTarget(aClaimed({ callAt: NOW }));
  expect(actOnDue(marked, aContext({ now: NOW + 2 * MINUTE - 1 }))).toEqual(stay(marked));
  expect(actOnDue(marked, aContext({ now: NOW + 2 * MINUTE })).effects).toEqual([{ effect: 'find', command: 0 }]);
});

test('the alarm itself does not send what waits', () => {
  const target = aBusyTarget(aWaiting());
  expect(actOnDue(target, aContext())).toEqual(stay(target));
});

test('a target is due with the first of its commands or at the end of its hold', () => {
  const commands = [aSent({ dueAt: NOW + HOUR }), aClaimed({ command: 1, dueAt: NOW + MINUTE })];
  expect([
    targetDueAt(aTarget()),
    targetDueAt(aTarget({ commands })),
    targetDueAt(aTarget({ commands, heldUntil: NOW })),
  ]).toEqual([undefined, NOW + MINUTE, NOW]);
});
