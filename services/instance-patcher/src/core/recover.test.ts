import { endSearch, search, type SearchEnded } from './recover.ts';
import { stay, withCommand } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aSent, HOUR, MINUTE, NOW } from '../testing/target-in-test.ts';

const claimed = aBusyTarget(aClaimed());
const empty: SearchEnded = { kind: 'searchEnded', command: 0, claimedAt: NOW, emptyLooks: 0, answered: true };

test('a search is asked for, and asked for again in five minutes if it is lost', () => {
  expect(search(claimed, aClaimed(), aContext())).toEqual({
    target: withCommand(claimed, aClaimed({ dueAt: NOW + 5 * MINUTE })),
    events: [],
    effects: [{ effect: 'find', command: 0 }],
  });
});

test('one empty look proves nothing: the next comes in 15 minutes', () => {
  expect(endSearch(claimed, empty, aContext())).toEqual(
    stay(withCommand(claimed, aClaimed({ emptyLooks: 1, dueAt: NOW + 15 * MINUTE }))),
  );
});

test('after the second nobody knows, and it counts as an attempt', () => {
  const target = aBusyTarget(aClaimed({ emptyLooks: 1 }));
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
