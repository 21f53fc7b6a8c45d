import type { Restore } from '#shared/domain/restore.ts';

import { aBusyTarget, aClaimed, aContext, anAdmission, aSent, aTarget, HOUR, MINUTE, NOW } from '../testing/target-in-test.ts';
import { decideTarget, type TargetInput } from './decide-target.ts';
import { quietUntil } from './forgetful.ts';
import type { Recalled } from './recall.ts';
import { nothingSeen } from './seen.ts';
import { targetDueAt } from './due.ts';
import type { TargetState, WorkingTarget } from './target-state.ts';

/** Stopped four hours ago: all that the run had sent by then has ended. */
const restore: Restore = { restoredTo: NOW - 5 * HOUR, stoppedAt: NOW - 4 * HOUR };
/** Stopped a minute ago. */
const recent: Restore = { restoredTo: NOW - HOUR, stoppedAt: NOW - MINUTE };

const forgotten = { command: 0, commandId: 'command-0', sentAt: NOW - 4.5 * HOUR, expiresAt: NOW - HOUR, expectedMinutes: 20, instances: [0, 1] };
const nothingFound = { commands: [], othersUntil: undefined, stop: undefined, ending: undefined };
const found = (spoiled: Partial<NonNullable<Recalled['found']>> = {}): Recalled => ({ kind: 'recalled', restore: restore.stoppedAt, found: { ...nothingFound, ...spoiled } });
const due: TargetInput = { kind: 'due' };

function decided(target: WorkingTarget | undefined, input: TargetInput, context: { restore?: Restore; now?: number } = { restore }) {
  return decideTarget(target, [input], aContext(context));
}

function sends(decision: ReturnType<typeof decided>): number {
  return (decision?.effects ?? []).filter(({ effect }) => effect === 'send').length;
}

function dueAtOf(state: TargetState | undefined): number | undefined {
  return state === undefined ? undefined : targetDueAt(state);
}

describe('a target after a restore of the tables', () => {
  it('sends nothing while what it has forgotten may still run, and says so once', () => {
    const quiet = quietUntil(aTarget(), recent);
    const first = decided(aTarget(), due, { restore: recent });
    expect({ ...first, state: dueAtOf(first?.state) }).toEqual({ state: quiet, events: [{ event: 'SendingHeld', reason: 'Restored', until: quiet }], effects: [] });
    expect(decided(first?.state as WorkingTarget, due, { restore: recent, now: NOW + HOUR })).toBeUndefined();
  });

  it('waits for as long as SSM may keep a command of this run alive', () => {
    expect(quietUntil(aTarget(), recent)).toBe(recent.stoppedAt + 5 * MINUTE + (3_600 + 7_200) * 1000);
  });

  it('looks before anything else, also when it is admitted anew', () => {
    const admitted: TargetInput = { kind: 'admitted', admission: anAdmission(), seen: nothingSeen };
    for (const decision of [decided(aTarget(), due), decided(undefined, admitted), decided(aBusyTarget(aClaimed({ dueAt: NOW })), due)]) {
      expect(decision?.effects).toEqual([{ effect: 'recall' }]);
    }
  });

  it('does not give up pending instances before it has looked, although the time is up', () => {
    expect(decided(aTarget({ notAfter: NOW - 1 }), due)?.state).toMatchObject({ status: 'Working', outcomes: '....' });
  });

  it('looks again after five minutes where nobody answers', () => {
    const asking = decided(aTarget(), due)?.state as WorkingTarget;
    expect([decided(asking, { ...found(), found: undefined }), targetDueAt(asking)]).toEqual([undefined, NOW + 5 * MINUTE]);
    expect(decided(asking, due, { restore, now: NOW + 5 * MINUTE })?.effects).toEqual([{ effect: 'recall' }]);
  });

  it('does not send again what it finds there, and goes on with the rest', () => {
    const decision = decided(aTarget({ limit: 4 }), found({ commands: [forgotten] }));
    expect(decision?.state).toMatchObject({ recalledFor: restore.stoppedAt, nextCommand: 2, commands: [{ command: 0, phase: 'Sent' }, { command: 1, phase: 'Claimed', instances: '2-3' }] });
    expect(sends(decision)).toBe(1);
  });

  it('sends what was never sent', () => {
    expect(decided(aTarget(), found())?.state).toMatchObject({ commands: [{ command: 0, instances: '0-1' }] });
  });

  it('waits for commands of others that were forgotten with their lock', () => {
    const othersUntil = NOW + HOUR;
    const decision = decided(aTarget(), found({ othersUntil }));
    expect({ ...decision, state: dueAtOf(decision?.state) }).toEqual({ state: othersUntil, events: [{ event: 'SendingHeld', reason: 'Restored', until: othersUntil }], effects: [] });
  });

  it.each(['RunAborted', 'WaveHalted'] as const)('sends nothing more after a stop that only the bucket remembers: %s', (stop) => {
    const decision = decided(aTarget(), found({ stop }));
    expect([decision?.state, sends(decision)]).toMatchObject([{ status: 'Ended', outcomes: 'SSSS' }, 0]);
  });

  it('keeps to the last word that it had said at its end', () => {
    const ending = { outcomes: 'CCDS', causes: '....', attempts: '1100' };
    const decision = decided(aBusyTarget(aSent()), found({ ending }));
    expect([decision?.state, decision?.events]).toMatchObject([{ status: 'Ended', ...ending, commands: [] }, [{ event: 'TargetCompleted' }]]);
  });

  it('gives up as unknown when its time is up and nobody can be asked', () => {
    const decision = decided(aBusyTarget(aSent()), { ...found(), found: undefined }, { restore, now: NOW + 7 * HOUR });
    expect(decision?.state).toMatchObject({ status: 'Ended', outcomes: 'UUUU' });
  });

  it('looks once, and then is as any other', () => {
    const known = aTarget({ recalledFor: restore.stoppedAt });
    expect([sends(decided(known, due)), sends(decided(known, found({ commands: [forgotten] })))]).toEqual([1, 1]);
  });

  it('does not take the answer to an earlier restore for the answer to this one', () => {
    expect(decided(aTarget(), { ...found(), restore: restore.stoppedAt - 1 })?.effects).toEqual([{ effect: 'recall' }]);
  });
});
