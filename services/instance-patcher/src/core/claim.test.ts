import { noGuards } from '#shared/domain/plan.ts';

import { claim } from './claim.ts';
import { aBusyTarget, aContext, aSent, aSlice, aTarget, aGroup, MINUTE, NOW, paused } from '../testing/target-in-test.ts';
import { stay } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

const idle = (limit: number, instances: number) => aTarget({ limit }, instances);

test('a claim holds the first pending instances up to the limit, and is to be sent', () => {
  expect(claim(aTarget(), aContext())).toEqual({
    target: aTarget({
      commands: [
        {
          command: 0,
          instances: '0-1',
          seen: '..',
          failures: { throttled: 0, denied: 0, refused: 0, notReached: 0 },
          phase: 'Claimed',
          claimedAt: NOW,
          emptyLooks: 0,
          dueAt: NOW + 2 * MINUTE,
        },
      ],
      nextCommand: 1,
      counters: { planned: 1, accepted: 0, throttled: 0 },
      refilling: true,
    }),
    events: [],
    effects: [{ effect: 'send', command: 0 }],
  });
});

test('a command holds at most fifty instances', () => {
  const { target } = claim(idle(200, 120), aContext());
  expect(target.commands.map(({ instances }) => instances)).toEqual(['0-49']);
});

test('who has an outcome or is in an open command is not claimed', () => {
  const busy = { ...aBusyTarget(aSent({ instances: '1', seen: '.' })), outcomes: 'C...', limit: 3 };
  expect(claim(busy, aContext()).target.commands.at(-1)?.instances).toBe('2-3');
});

test('nothing is claimed while all slots are taken', () => {
  const full = aBusyTarget(aSent());
  expect(claim(full, aContext())).toEqual(stay(full));
});

/** `taken` instances in one sent command out of `instances`. */
function working(limit: number, taken: number, instances: number): WorkingTarget {
  const command = aSent({ instances: `0-${String(taken - 1)}`, seen: '.'.repeat(taken) });
  return aTarget({ limit, commands: [command], nextCommand: 1 }, instances);
}

describe('freed slots are refilled in packs', () => {
  test.each([
    ['fewer than a quarter of the limit are free', working(20, 16, 100), 0],
    ['a quarter of the limit is free', working(20, 15, 100), 5],
    ['as many are free as are pending', working(20, 19, 20), 1],
    ['a full command is free, though less than a quarter', working(400, 350, 2_000), 50],
  ])('%s', (_case, target, claimed) => {
    const opened = claim(target, aContext()).target.commands.slice(1);
    expect(opened.reduce((sum, { seen }) => sum + seen.length, 0)).toBe(claimed);
  });

  test('a refill that has begun goes on until no slot is free', () => {
    const refilling = { ...working(20, 18, 100), refilling: true };
    expect(claim(refilling, aContext()).target.commands.at(-1)?.instances).toBe('18-19');
  });

  test('a refill ends when no slot is free', () => {
    expect(claim({ ...working(20, 20, 100), refilling: true }, aContext()).target.refilling).toBe(false);
  });
});

describe('a target that may not send now', () => {
  const frozen = aSlice({ guards: { ...noGuards, freezes: [{ from: NOW, until: NOW + 60 * MINUTE, reason: '' }] } });

  test.each([
    [{ reason: 'ControlUnknown' }, aTarget(), aContext({ control: undefined })],
    [{ reason: 'Paused' }, aTarget(), aContext({ control: paused })],
    [{ reason: 'OtherHashApproved' }, aTarget({ approvedHash: 'b'.repeat(64) }), aContext()],
    [{ reason: 'ApprovalOutdated' }, aTarget({ validUntil: NOW - 1 }), aContext()],
    [{ reason: 'Frozen', which: 0 }, aTarget(), aContext({ slice: frozen })],
  ] as const)('says so and looks again in five minutes: %j', (held, target, context) => {
    const until = NOW + 5 * MINUTE;
    expect(claim(target, context)).toEqual({
      target: { ...target, heldUntil: until, said: held.reason },
      events: [{ event: 'SendingHeld', until, ...held }],
      effects: [],
    });
  });

  test('waits for the pace of a throttled region', () => {
    const slowed = aTarget({ pace: { intervalMs: MINUTE, nextSendAt: NOW + MINUTE } });
    expect(claim(slowed, aContext())).toEqual(stay({ ...slowed, heldUntil: NOW + MINUTE }));
    expect(claim(slowed, aContext({ now: NOW + MINUTE })).effects).toEqual([{ effect: 'send', command: 0 }]);
  });

  test('says which budget group is full, and sets no alarm: the end of those in work is heard of', () => {
    const groups = [aGroup('tag:A=1', [9]), aGroup('tag:A=2', [0, 1, 2, 3])];
    const busy = { ...aBusyTarget(aSent({ instances: '0', seen: '.' })), attempts: '1000', refilling: true };
    expect(claim(busy, aContext({ slice: aSlice({ groups }) }))).toEqual({
      target: { ...busy, refilling: false, said: 'BudgetFull' },
      events: [{ event: 'SendingHeld', reason: 'BudgetFull', which: 1 }],
      effects: [],
    });
  });

  test('has an alarm even where nothing is in work and nothing may go', () => {
    const none = aTarget({ limit: 0 });
    expect(claim(none, aContext())).toEqual(stay({ ...none, heldUntil: NOW + 5 * MINUTE }));
  });

  test('is not bothered before that', () => {
    const held = aTarget({ heldUntil: NOW + 1 });
    expect(claim(held, aContext())).toEqual(stay(held));
  });

  test('goes on when the hold is over', () => {
    const { target, effects } = claim(aTarget({ heldUntil: NOW }), aContext());
    expect([target.heldUntil, effects]).toEqual([undefined, [{ effect: 'send', command: 0 }]]);
  });

  test('is due at once, in mid-refill, when only this invocation has sent enough', () => {
    expect(claim(aTarget(), aContext({ maySend: false }))).toEqual(stay(aTarget({ refilling: true, heldUntil: NOW })));
  });

  test('lets an old alarm go when it only waits for instances to end', () => {
    const waits = { ...working(20, 16, 100), heldUntil: NOW };
    expect(claim(waits, aContext())).toEqual(stay({ ...waits, heldUntil: undefined }));
  });
});
