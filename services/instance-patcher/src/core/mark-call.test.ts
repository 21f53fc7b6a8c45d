import fc from 'fast-check';

import { decideTarget, type TargetInput } from './decide-target.ts';
import { markCall, type OwnClaim } from './mark-call.ts';
import type { ClaimedCommand } from './open-command.ts';
import { ordinalsOf } from './ordinal-ranges.ts';
import { withCommand } from './step.ts';
import { nothingSeen } from './seen.ts';
import type { TargetState } from './target-state.ts';
import {
  aBusyTarget, aClaimed, aContext, anAdmission, aSent, aTarget, aWaiting, MINUTE, NOW,
} from '../testing/target-in-test.ts';

const own: OwnClaim = { command: 0, claimedAt: NOW };

test('the mark says from when on SSM may have taken the command, and nothing else', () => {
  const claimed = aBusyTarget(aClaimed());
  expect(markCall(claimed, own, aContext({ now: NOW + 1 }))).toEqual({
    state: withCommand(claimed, aClaimed({ callAt: NOW + 1 })),
    events: [],
    effects: ['call'],
  });
});

test.each([
  ['a target that nobody admitted', undefined],
  ['a target that has ended', { ...aTarget(), status: 'Ended' as const, endedAt: NOW }],
  ['a claim that was taken back', aTarget({ nextCommand: 1 })],
  ['a claim that was made anew since', aBusyTarget(aClaimed({ claimedAt: NOW + 1 }))],
  ['a claim that is marked', aBusyTarget(aClaimed({ callAt: NOW }))],
  ['a command that waits', aBusyTarget(aWaiting())],
  ['a command that was sent', aBusyTarget(aSent())],
])('%s is not marked', (_case, state) => {
  expect(markCall(state, own, aContext())).toBeUndefined();
});

test('a sender that comes when its function must be over is too late', () => {
  const claimed = aBusyTarget(aClaimed());
  expect(markCall(claimed, own, aContext({ now: NOW + MINUTE - 1 }))).toBeDefined();
  expect(markCall(claimed, own, aContext({ now: NOW + MINUTE }))).toBeUndefined();
});

test('whatever senders die, wake late or come twice, no instance is called for twice while nobody has answered', () => {
  const steps = fc.tuple(fc.constantFrom(...acts), fc.constantFrom(0, 0, 1, 2, 16));
  fc.assert(
    fc.property(fc.array(steps, { minLength: 20, maxLength: 40 }), (night) => {
      const called = calledOrdinals(night);
      expect(called).toEqual([...new Set(called)]);
    }),
  );
});

const acts = ['mark', 'late mark', 'alarm', 'admission', 'empty look', 'withdrawal'] as const;
type Act = (typeof acts)[number];

/** Errors do not stop this target: it claims as long as it can. */
const admitted: TargetInput = { kind: 'admitted', admission: anAdmission({ maxErrors: { percent: 100 } }), seen: nothingSeen };

interface Night {
  state: TargetState | undefined;
  now: number;
  /** The ordinals of all calls that were granted, in order. */
  called: readonly number[];
}

/** What came of all acts; before each so many minutes pass. */
function calledOrdinals(steps: readonly (readonly [Act, number])[]): readonly number[] {
  const state = decideTarget(undefined, [admitted], aContext())?.state;
  const [first = aClaimed()] = claimsIn(state);
  return steps.reduce<Night>(
    (night, [act, minutes]) => {
      const later = { ...night, now: night.now + minutes * MINUTE };
      if (act === 'late mark') return afterMark(later, first);
      return act === 'mark' ? claimsIn(later.state).reduce(afterMark, later) : afterHearing(later, act);
    },
    { state, now: NOW, called: [] },
  ).called;
}

function afterMark(night: Night, sender: ClaimedCommand): Night {
  const marked = markCall(night.state, sender, aContext({ now: night.now }));
  if (marked === undefined) return night;
  return { ...night, state: marked.state, called: [...night.called, ...ordinalsOf(sender.instances)] };
}

function afterHearing(night: Night, act: Act): Night {
  const decision = decideTarget(night.state, heardAt(act, claimsIn(night.state)), aContext({ now: night.now }));
  return { ...night, state: decision?.state ?? night.state };
}

/** Only a marked claim is searched for; only the sender withdraws, here before its mark. */
function heardAt(act: Act, claims: readonly ClaimedCommand[]): TargetInput[] {
  if (act === 'alarm') return [{ kind: 'due' }];
  if (act === 'admission') return [admitted];
  return claims.flatMap(({ command, claimedAt, emptyLooks, callAt }): TargetInput[] => {
    if (act === 'withdrawal') return callAt === undefined ? [{ kind: 'withdrawn', command, claimedAt, refusal: { tryAgain: 'NotReady' } }] : [];
    return callAt === undefined ? [] : [{ kind: 'searchEnded', command, claimedAt, emptyLooks, answered: true }];
  });
}

function claimsIn(state: TargetState | undefined): ClaimedCommand[] {
  return (state?.commands ?? []).filter((command): command is ClaimedCommand => command.phase === 'Claimed');
}
