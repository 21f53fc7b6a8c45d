import { goOn } from './go-on.ts';
import { stopReason } from './stop.ts';
import { stay } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, aWaiting, aborted, HOUR, halted, NOW } from '../testing/target-in-test.ts';

const late = aContext({ now: NOW + 3 * HOUR });

test.each([
  ['RunAborted', aTarget(), aContext({ control: aborted })],
  ['WaveHalted', aTarget(), aContext({ control: halted })],
  ['ThresholdExceeded', aTarget({ outcomes: 'F...' }), aContext()],
  ['TimeUp', aTarget(), late],
])('%s is a reason to stop for good', (reason, target, context) => {
  expect(stopReason(target, context)).toBe(reason);
});

test.each([
  ['a healthy target', aTarget(), aContext()],
  ['as many errors as allowed', aTarget({ outcomes: 'FF..', errorsAllowed: 2 }), aContext()],
  ['the halt of another wave', aTarget({ wave: 'rest' }), aContext({ control: halted })],
  ['failures of a Scan', aTarget({ outcomes: 'FF..', options: { ...aTarget().options, operation: 'Scan' } }), aContext()],
])('%s is none', (_case, target, context) => {
  expect(stopReason(target, context)).toBeUndefined();
});

test.each([
  ['an abort', aContext({ control: aborted }), { outcomes: 'SSSS', causes: 'bbbb' }],
  ['a halt', aContext({ control: halted }), { outcomes: 'SSSS', causes: 'wwww' }],
  ['the end of the time', late, { outcomes: 'DDDD', causes: 'WWWW' }],
])('on %s the pending get their outcome', (_case, context, words) => {
  expect(goOn(aTarget({ heldUntil: NOW }), context)).toEqual(stay(aTarget(words)));
});

test('after too many errors the pending are skipped', () => {
  expect(goOn(aTarget({ outcomes: 'F...' }), aContext()).target).toMatchObject({ outcomes: 'FSSS', causes: '.hhh' });
});

test('a command that certainly was not sent is given up with them, and its claim is not counted', () => {
  const { target } = goOn(aBusyTarget(aWaiting()), aContext({ control: halted }));
  expect(target).toEqual(aTarget({ nextCommand: 1, outcomes: 'SSSS', causes: 'wwww' }));
});

test('what may have been sent is followed to its end', () => {
  const marked = aClaimed({ callAt: NOW });
  const { target, effects } = goOn(aBusyTarget(marked), aContext({ control: aborted }));
  expect([target.outcomes, target.commands, effects]).toEqual(['..SS', [marked], []]);
});

test('an abort cancels each sent command once', () => {
  const first = goOn(aBusyTarget(aSent()), aContext({ control: aborted }));
  expect(first).toEqual({
    target: { ...aBusyTarget(aSent({ cancelled: true })), outcomes: '..SS', causes: '..bb' },
    events: [],
    effects: [{ effect: 'cancel', command: 0 }],
  });
  expect(goOn(first.target, aContext({ control: aborted }))).toEqual(stay(first.target));
});

test('a halt cancels nothing', () => {
  expect(goOn(aBusyTarget(aSent()), aContext({ control: halted })).effects).toEqual([]);
});

test('who failed once and waits for a second try is Failed, not skipped', () => {
  const { target } = goOn(aTarget({ causes: 'u...', attempts: '1000' }), aContext({ control: halted }));
  expect([target.outcomes, target.causes]).toEqual(['FSSS', 'uwww']);
});

test('a hold ends with the reason to hold', () => {
  const held = aTarget({ outcomes: 'CCCC', heldUntil: NOW });
  expect(goOn(held, aContext({ control: aborted })).target.heldUntil).toBeUndefined();
});
