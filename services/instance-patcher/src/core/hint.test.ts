import { followHint, type Hinted } from './hint.ts';
import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, MINUTE, NOW } from '../testing/target-in-test.ts';

const ended: Hinted = { kind: 'hinted', commandId: 'command-0', of: 'command' };
const failed: Hinted = { ...ended, of: 'invocation' };
const asked = aSent({ looks: 1, askedAt: NOW, answered: false, nextLookAt: NOW + 20 * MINUTE, dueAt: NOW + 5 * MINUTE });

test.each([
  ['the end of a command', ended, true],
  ['a failure', failed, false],
])('%s is looked at now', (_case, hint, endHinted) => {
  expect(followHint(aBusyTarget(aSent()), hint, aContext())).toEqual({
    target: aBusyTarget({ ...asked, endHinted }),
    events: [{ event: 'CommandReported', command: 0, look: 0 }],
    effects: [],
  });
});

test('the end is looked at even where a look was just asked for: that one may have come too early', () => {
  expect(followHint(aBusyTarget(asked), ended, aContext()).events).toEqual([
    { event: 'CommandReported', command: 0, look: 1 },
  ]);
});

test('a second hint of the same end is a duplicate', () => {
  const target = aBusyTarget(aSent({ endHinted: true }));
  expect(followHint(target, ended, aContext())).toEqual(stay(target));
});

test('a failure within a minute of the last look waits for the minute', () => {
  const context = aContext({ now: NOW + 10_000 });
  const wanted = stay(aBusyTarget({ ...asked, nextLookAt: NOW + MINUTE, dueAt: NOW + MINUTE }));
  expect(followHint(aBusyTarget(asked), failed, context)).toEqual(wanted);
  expect(followHint(wanted.target, failed, context)).toEqual(wanted);
});

test('a failure after the minute is looked at now', () => {
  expect(followHint(aBusyTarget(asked), failed, aContext({ now: NOW + MINUTE })).events).toEqual([
    { event: 'CommandReported', command: 0, look: 1 },
  ]);
});

test.each([
  ['another command', aBusyTarget(aSent({ commandId: 'other' }))],
  ['a command not known to be sent', aBusyTarget(aClaimed())],
])('a hint about %s changes nothing', (_case, target) => {
  expect(followHint(target, ended, aContext())).toEqual(stay(target));
});
