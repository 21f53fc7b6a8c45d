import { goOn } from './go-on.ts';
import { stay, withCommand } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aWaiting, MINUTE, NOW, paused } from '../testing/target-in-test.ts';

test('an unsent command whose time has come is claimed anew, under its own number', () => {
  const target = aBusyTarget(aWaiting());
  expect(goOn(target, aContext())).toEqual({
    target: withCommand(target, aClaimed()),
    events: [],
    effects: [{ effect: 'send', command: 0 }],
  });
});

test('it is left alone before', () => {
  const target = { ...aBusyTarget(aWaiting({ dueAt: NOW + 1 })), limit: 4 };
  expect(goOn(target, aContext())).toEqual(stay(target));
});

test('it waits on while the run is paused', () => {
  const target = aBusyTarget(aWaiting());
  const until = NOW + 5 * MINUTE;
  expect(goOn(target, aContext({ control: paused }))).toEqual({
    target: { ...withCommand(target, aWaiting({ dueAt: until })), said: 'Paused' },
    events: [{ event: 'SendingHeld', reason: 'Paused', until }],
    effects: [],
  });
});

test('nothing more is claimed while a send is in doubt', () => {
  const target = { ...aBusyTarget(aClaimed()), limit: 4 };
  expect(goOn(target, aContext())).toEqual(stay(target));
});

test('the next pack is claimed beside a command that was sent', () => {
  expect(goOn({ ...aBusyTarget(aSent()), limit: 4 }, aContext()).effects).toEqual([{ effect: 'send', command: 1 }]);
});
