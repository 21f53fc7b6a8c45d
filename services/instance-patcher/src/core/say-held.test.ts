import { sayHeld, sayResumed } from './say-held.ts';
import { stay } from './step.ts';
import { aTarget, MINUTE, NOW } from '../testing/target-in-test.ts';

const paused = { reason: 'Paused', until: NOW + 5 * MINUTE } as const;

test('a hold is said once', () => {
  const { target, events } = sayHeld(aTarget(), paused, NOW);
  expect(events).toEqual([{ event: 'SendingHeld', ...paused }]);
  expect(sayHeld(target, { ...paused, until: NOW + 10 * MINUTE }, NOW)).toEqual(stay(target));
});

test('another reason is said anew', () => {
  const full = { reason: 'BudgetFull', which: 2 } as const;
  expect(sayHeld(aTarget({ said: 'Paused' }), full, NOW)).toEqual({
    target: aTarget({ said: 'BudgetFull' }),
    events: [{ event: 'SendingHeld', ...full }],
    effects: [],
  });
});

test.each([
  ['a minute of throttling is not said', { reason: 'Throttled', until: NOW + MINUTE }, 0],
  ['more of it is', { reason: 'Throttled', until: NOW + MINUTE + 1 }, 1],
  ['a minute of freeze is', { reason: 'Frozen', until: NOW + MINUTE, which: 0 }, 1],
] as const)('%s', (_case, held, said) => {
  expect(sayHeld(aTarget(), held, NOW).events).toHaveLength(said);
});

test('the first send after a hold that was said is said, and the next is not', () => {
  const resumed = sayResumed(aTarget({ said: 'Paused' }));
  expect(resumed).toEqual({ target: aTarget(), events: [{ event: 'SendingResumed' }], effects: [] });
  expect(sayResumed(resumed.target).events).toEqual([]);
});
