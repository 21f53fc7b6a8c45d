import { endSearch, recover, type SearchEnded } from './recover.ts';
import { stay, withCommand } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, aTarget, HOUR, MINUTE, NOW } from '../testing/target-in-test.ts';

const called = { callAt: NOW };
const claimed = aBusyTarget(aClaimed(called));
const empty: SearchEnded = { kind: 'searchEnded', command: 0, claimedAt: NOW, emptyLooks: 0, answered: true };

test('a claim that was never marked was not sent: it is taken back as if it had never been made', () => {
  expect(recover(aBusyTarget(aClaimed()), aClaimed(), aContext())).toEqual(stay(aTarget({ nextCommand: 1 })));
});

test('one that was marked is searched for, and searched for again in five minutes if the search is lost', () => {
  expect(recover(claimed, aClaimed(called), aContext())).toEqual({
    target: withCommand(claimed, aClaimed({ ...called, dueAt: NOW + 5 * MINUTE })),
    events: [],
    effects: [{ effect: 'find', command: 0 }],
  });
});

test('one empty look proves nothing: the next comes in 15 minutes', () => {
  expect(endSearch(claimed, empty, aContext())).toEqual(
    stay(withCommand(claimed, aClaimed({ ...called, emptyLooks: 1, dueAt: NOW + 15 * MINUTE }))),
  );
});

test('after the second nobody knows, and it counts as an attempt', () => {
  const target = aBusyTarget(aClaimed({ ...called, emptyLooks: 1 }));
  expect(endSearch(target, { ...empty, emptyLooks: 1 }, aContext())).toEqual(
    stay({ ...target, commands: [], outcomes: 'UU..', causes: 'qq..', attempts: '1100' }),
  );
});

test('a region that does not answer is no empty look', () => {
  expect(endSearch(claimed, { ...empty, answered: false }, aContext())).toEqual(stay(claimed));
});

test('a region that never answers is given up when the run is over', () => {
  const { target } = endSearch(claimed, { ...empty, answered: false }, aContext({ now: NOW + 6 * HOUR + 1 }));
  expect([target.outcomes, target.causes]).toEqual(['UU..', 'qq..']);
});

test.each([
  ['was counted', aBusyTarget(aClaimed({ emptyLooks: 1 }))],
  ['is of an older claim', aBusyTarget(aClaimed({ claimedAt: NOW + 1 }))],
  ['is of a command that was found', aBusyTarget(aSent())],
])('an answer that %s changes nothing', (_case, target) => {
  expect(endSearch(target, empty, aContext())).toEqual(stay(target));
});
