import fc from 'fast-check';

import { decideTarget, type TargetInput } from './decide-target.ts';
import { targetDueAt } from './due.ts';
import { markCall } from './mark-call.ts';
import { nothingSeen } from './seen.ts';
import type { Context } from './step.ts';
import {
  aBusyTarget, aClaimed, aContext, aSent, aTarget, aborted, anAdmission, HOUR, MINUTE, NOW, RUN,
} from '../testing/target-in-test.ts';
import type { EndedTarget, TargetEffect, TargetState } from './target-state.ts';

const admitted: TargetInput = { kind: 'admitted', admission: anAdmission(), seen: nothingSeen };
const due: TargetInput = { kind: 'due' };

function verified(command: number, look: number, letters: string): TargetInput {
  const [verdicts = '', causes = '..'] = letters.split(' ');
  const identity = { runId: RUN, wave: 'canary', target: 7, accountId: '111111111111', region: 'us-east-1' };
  return { kind: 'verified', answer: { ...identity, command, look, verdicts, causes, findingsKey: 'f' } };
}

function accepted(command: number): TargetInput {
  const commandId = `command-${String(command)}`;
  return { kind: 'accepted', command, commandId, sentAt: NOW, expiresAt: NOW + 3 * HOUR, expectedMinutes: 20 };
}

function ended(overrides: Partial<EndedTarget> = {}): EndedTarget {
  return { ...aTarget(), outcomes: 'CCCC', status: 'Ended', endedAt: NOW, ...overrides };
}

test('an admission begins the target with its first claim', () => {
  const decision = decideTarget(undefined, [admitted], aContext());
  expect(decision).toEqual({
    state: {
      ...aBusyTarget(aClaimed()),
      refilling: true,
    },
    events: [],
    effects: [{ effect: 'send', command: 0 }],
  });
});

test('an admission that comes too late ends the target in the same decision', () => {
  const late = aContext({ now: NOW + 7 * HOUR });
  expect(decideTarget(undefined, [admitted], late)).toEqual({
    state: ended({ outcomes: 'DDDD', causes: 'WWWW', startedAt: late.now, endedAt: late.now }),
    events: [{ event: 'TargetCompleted' }],
    effects: [],
  });
});

test('an admission of a target that works changes nothing', () => {
  expect(decideTarget(aBusyTarget(aSent()), [admitted], aContext())).toBeUndefined();
});

test('a target that has ended answers a repeated admission again, once a batch', () => {
  expect(decideTarget(ended(), [admitted, admitted], aContext())).toEqual({
    state: ended(),
    events: [{ event: 'TargetCompleted' }],
    effects: [],
  });
});

test.each([
  ['an ended target', ended()],
  ['a target that nobody admitted', undefined],
])('%s hears nothing else', (_case, state) => {
  expect(decideTarget(state, [due, accepted(0), verified(0, 0, 'FF')], aContext())).toBeUndefined();
});

test('new errors are told while the target goes on, and further sends stop above the threshold', () => {
  const busy = { ...aBusyTarget(aSent()), limit: 2 };
  expect(decideTarget(busy, [verified(0, 0, 'F. x.')], aContext())).toEqual({
    state: {
      ...busy,
      commands: [aSent({ seen: 'F.' })],
      outcomes: 'F.SS',
      causes: 'x.hh',
      errors: 1,
      step: 1,
    },
    events: [{ event: 'TargetProgressed', step: 1, errors: 1, outcomes: { Failed: 1, Skipped: 2 } }],
    effects: [],
  });
});

test('the last word ends the target with its sums', () => {
  const busy = { ...aBusyTarget(aSent(), 2), attempts: '11', errorsAllowed: 1 };
  expect(decideTarget(busy, [verified(0, 0, 'CF .x')], aContext())).toEqual({
    state: { ...busy, commands: [], outcomes: 'CF', causes: '.x', errors: 1, status: 'Ended', endedAt: NOW },
    events: [{ event: 'TargetCompleted' }],
    effects: [{ effect: 'remember' }],
  });
});

test('a crash before the mark leads to a claim anew, under a new number and in the same attempt', () => {
  const state = decideTarget(undefined, [admitted], aContext())?.state;
  const late = aContext({ now: NOW + 2 * MINUTE });
  expect(decideTarget(state, [due], late)).toEqual({
    state: {
      ...aBusyTarget(aClaimed({ command: 1, claimedAt: late.now, dueAt: late.now + 2 * MINUTE })),
      refilling: true,
      nextCommand: 2,
    },
    events: [],
    effects: [{ effect: 'send', command: 1 }],
  });
});

test('nor is it claimed anew when the run was aborted meanwhile', () => {
  const state = decideTarget(undefined, [admitted], aContext())?.state;
  const decision = decideTarget(state, [due], aContext({ now: NOW + 2 * MINUTE, control: aborted }));
  expect(decision).toMatchObject({ state: { status: 'Ended', outcomes: 'SSSS', counters: { planned: 0 } }, effects: [] });
});

test('a crash after the mark never leads to a second send', () => {
  const effects: TargetEffect[] = [];
  const claimed = decideTarget(undefined, [admitted], aContext())?.state;
  let state: TargetState | undefined = markCall(claimed, { command: 0, claimedAt: NOW }, aContext())?.state;
  // The mark was saved, then the function died. Everything else that can be heard comes, for hours.
  for (let minutes = 0; minutes <= 300; minutes += 1) {
    const context = aContext({ now: NOW + minutes * MINUTE });
    for (const input of [admitted, verified(0, 0, '..'), due]) {
      const decision = decideTarget(state, [input], context) ?? { state, effects: [] };
      effects.push(...decision.effects);
      state = decision.effects.length > 0 ? searchedInVain(decision.state, context) : decision.state;
    }
  }
  expect(effects).toEqual([{ effect: 'find', command: 0 }, { effect: 'find', command: 0 }]);
  expect(state).toMatchObject({ status: 'Ended', outcomes: 'UUSS', causes: 'qqhh', attempts: '1100' });
});

/** After the answer of a region that has no such command. */
function searchedInVain(state: TargetState | undefined, context: Context): TargetState | undefined {
  const claimed = (state?.commands ?? []).filter((command) => command.phase === 'Claimed');
  const answers = claimed.map(({ command, claimedAt, emptyLooks }): TargetInput => {
    return { kind: 'searchEnded', command, claimedAt, emptyLooks, answered: true };
  });
  return decideTarget(state, answers, context)?.state;
}

describe('whatever is doubled, late or out of order', () => {
  const said = [
    verified(0, 0, 'C.'), verified(0, 1, 'C.'), verified(0, 2, 'CN .m'), verified(0, 2, 'CN .m'), admitted, admitted,
    { kind: 'hinted', commandId: 'command-0', of: 'command' } as const, due, due, accepted(0),
  ];
  const start = { ...aBusyTarget(aSent({ looks: 3, askedAt: NOW, answered: false }), 2), attempts: '11', limit: 2 };

  function endOf(order: readonly TargetInput[][], context: Context): TargetState | undefined {
    return order.reduce<TargetState | undefined>((state, inputs) => decideTarget(state, inputs, context)?.state ?? state, start);
  }

  test('the same answers end in the same state', () => {
    const once = endOf([[verified(0, 2, 'CN .m')]], aContext());
    fc.assert(
      fc.property(
        fc.shuffledSubarray(said, { minLength: said.length }),
        fc.array(fc.nat(3), { minLength: said.length, maxLength: said.length }),
        (order, cuts) => {
          expect(endOf(batches(order, cuts), aContext())).toEqual(once);
        },
      ),
    );
  });

  test('a target that works always has an alarm set, and no more slots in work than it may', () => {
    const answers = fc.constantFrom<TargetInput>(
      admitted, due, accepted(0), accepted(1), accepted(2), verified(0, 0, 'F. u.'), verified(0, 1, 'CF .u'),
      verified(1, 0, 'C.'), verified(1, 0, 'FT u.'), { kind: 'known', command: 0, known: [1] },
      { kind: 'sendFailed', command: 0, claimedAt: NOW, failure: { kind: 'throttled', code: '', message: '' } },
      { kind: 'sendFailed', command: 1, claimedAt: NOW, failure: { kind: 'refused', code: 'InvalidInstanceId', message: '' } },
      { kind: 'withdrawn', command: 0, claimedAt: NOW, refusal: { hold: { reason: 'CalendarClosed', until: NOW + MINUTE } } },
      { kind: 'notReached', command: 1, claimedAt: NOW, failure: { kind: 'denied', code: '', message: '' } },
    );
    const contexts = fc.record({
      minutes: fc.constantFrom(0, 0, 0, 5, 30, 90, 400),
      control: fc.constantFrom(aContext().control, aContext().control, undefined, aborted),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(answers, contexts), { maxLength: 25 }), (heard) => {
        let state = decideTarget(undefined, [{ kind: 'admitted', admission: anAdmission({ maxErrors: { number: 3 } }), seen: nothingSeen }], aContext())?.state;
        for (const [input, { minutes, control }] of heard) {
          state = decideTarget(state, [asAsked(input, state)], aContext({ now: NOW + minutes * MINUTE, control }))?.state ?? state;
          if (state?.status !== 'Working') continue;
          const open = state.commands.flatMap(({ seen }) => Array.from(seen)).filter((letter) => letter === '.').length;
          expect(targetDueAt(state)).toBeDefined();
          expect(open).toBeLessThanOrEqual(state.limit);
        }
      }),
    );
  });
});

/** An answer about as many instances as the command has by now. */
function asAsked(input: TargetInput, state: TargetState | undefined): TargetInput {
  if (input.kind !== 'verified' || state?.status !== 'Working') return input;
  const { answer } = input;
  const instances = state.commands.find(({ command }) => command === answer.command)?.seen.length ?? 0;
  const { verdicts, causes } = answer;
  return { kind: 'verified', answer: { ...answer, verdicts: verdicts.slice(0, instances), causes: causes.slice(0, instances) } };
}

function batches(order: readonly TargetInput[], cuts: readonly number[]): TargetInput[][] {
  const cut: TargetInput[][] = [[]];
  order.forEach((input, index) => {
    if (cuts[index] === 0) cut.push([]);
    cut.at(-1)?.push(input);
  });
  return cut;
}
