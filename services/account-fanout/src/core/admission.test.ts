import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aCompletedTarget, anOrder, aWaveInFlight, decided, permit, plannedTargets, HOUR_MS } from '../testing/wave-builders.fixture.ts';
import { candidatesOf } from './candidates.ts';
import { decideWave, type WaveInput } from './decide-wave.ts';
import type { Refusal } from './hold-targets.ts';
import { waveDueAt } from './wave-clock.ts';

const MINUTE_MS = 60_000;
const ordinals = (targets: { ordinal: number }[]) => targets.map(({ ordinal }) => ordinal);
const fresh = (changes = {}) => decided(undefined, [{ type: 'started', order: anOrder(changes) }]).state;
const locked = (ordinal: number, changes: Partial<Refusal> = {}): Refusal => ({
  ordinal, reason: 'LockedByAnotherRun', until: NIGHT + HOUR_MS, by: 'run X', ...changes,
});
const answered = (granted: number[], refused: Refusal[], count = 4): WaveInput => ({
  type: 'permitted', permits: { granted, refused }, targets: plannedTargets(count),
});

describe('candidates', () => {
  it('come in the order of the plan', () => {
    expect(ordinals(candidatesOf(fresh(), plannedTargets()))).toEqual([0, 1, 2, 3]);
  });

  it('are of at most so many accounts, with all their targets', () => {
    expect(ordinals(candidatesOf(fresh({ maxConcurrentAccounts: 1 }), plannedTargets()))).toEqual([0, 1]);
  });

  it('wait until an account is through', () => {
    const state = aWaveInFlight([0, 1], anOrder({ maxConcurrentAccounts: 1 }));
    const half = decided(state, [{ type: 'completed', target: aCompletedTarget({ target: 0 }) }]).state;
    expect(candidatesOf(half, plannedTargets())).toEqual([]);
    const through = decided(half, [{ type: 'completed', target: aCompletedTarget({ target: 1 }) }]).state;
    expect(ordinals(candidatesOf(through, plannedTargets()))).toEqual([2, 3]);
  });

  it('are at most thirty in one round, and the next round follows at once', () => {
    const order = { targets: 80, instances: 800, maxConcurrentAccounts: 40 };
    const chosen = ordinals(candidatesOf(fresh(order), plannedTargets(80)));
    expect(chosen).toEqual(Array.from({ length: 30 }, (_, ordinal) => ordinal));
    expect(waveDueAt(decided(fresh(order), [permit(chosen, 80)]).state)).toBe(NIGHT);
  });
});

describe('admission', () => {
  it('judges anew: what another handler admitted or what has no room any more is not admitted', () => {
    const state = aWaveInFlight([0], anOrder({ maxConcurrentAccounts: 1 }));
    const next = decided(state, [permit([0, 1, 2])]);
    expect(next.events).toEqual([{ type: 'TargetsAdmitted', ordinals: [1] }]);
    expect([next.state.admitted, next.state.spareLocks]).toEqual(['3', '4']);
  });

  it('ignores an ordinal that the plan does not have', () => {
    expect(decided(fresh(), [permit([9])]).events).toEqual([]);
  });

  it('holds the refused, says so once a reason, and goes on with others at once', () => {
    const { state, events } = decided(fresh(), [answered([0], [locked(1), locked(2), locked(3, { by: 'run Y' })])]);
    expect(events).toEqual([
      { type: 'TargetsAdmitted', ordinals: [0] },
      { type: 'TargetHeld', ordinals: [1, 2], reason: 'LockedByAnotherRun', until: NIGHT + HOUR_MS, by: 'run X' },
      { type: 'TargetHeld', ordinals: [3], reason: 'LockedByAnotherRun', until: NIGHT + HOUR_MS, by: 'run Y' },
    ]);
    expect([state.held, state.lookAt, state.retryAt]).toEqual(['e', NIGHT, NIGHT + 5 * MINUTE_MS]);
    expect(candidatesOf(state, plannedTargets())).toEqual([]);
  });

  it('tries the held again after five minutes without a word, unless the reason is another', () => {
    const { state } = decided(fresh(), [answered([], [locked(0), locked(1)])]);
    const later = NIGHT + 5 * MINUTE_MS;
    const retried = decided(state, [{ type: 'due' }], later).state;
    expect(ordinals(candidatesOf(retried, plannedTargets()))).toEqual([0, 1, 2, 3]);
    const open = locked(1, { reason: 'BreakerOpen', by: '' });
    expect(decided(retried, [answered([], [locked(0), open])], later).events).toEqual([
      { type: 'TargetHeld', ordinals: [1], reason: 'BreakerOpen', until: NIGHT + HOUR_MS, by: '' },
    ]);
  });

  it('does not hold what another handler admitted meanwhile', () => {
    expect(decided(aWaveInFlight([0]), [answered([], [locked(0)])]).state.held).toBe('');
  });

  it('keeps an outbox entry small however many are refused', () => {
    const refused = Array.from({ length: 20 }, (_, ordinal) => locked(ordinal));
    const { events } = decided(fresh({ targets: 20 }), [answered([], refused, 20)]);
    expect(events.map((event) => ('ordinals' in event ? event.ordinals.length : 0))).toEqual([15, 5]);
  });
});

describe('the clock of a wave', () => {
  it('looks at admission, the held, the question and the end, whichever comes first', () => {
    expect(waveDueAt(fresh())).toBe(NIGHT + 15 * MINUTE_MS);
    expect(waveDueAt(decided(fresh(), [answered([], [locked(0)])]).state)).toBe(NIGHT);
    expect(waveDueAt(aWaveInFlight([0, 1, 2, 3]))).toBe(NIGHT + 30 * MINUTE_MS);
  });

  it('of a paused wave rings for its end only', () => {
    const paused = decided(fresh(), [{ type: 'controlled', control: { seq: 2, state: 'Paused', haltedWaves: [] } }]).state;
    expect(waveDueAt(paused)).toBe(anOrder().notAfter);
  });

  it('of a halted wave rings for those in flight only', () => {
    const halted = decided(aWaveInFlight([0]), [{ type: 'controlled', control: { seq: 2, state: 'Running', haltedWaves: ['canary'] } }]).state;
    expect(waveDueAt(halted)).toBe(NIGHT + 30 * MINUTE_MS);
  });

  it('has nothing to ring for when all is admitted and nothing in flight', () => {
    expect(waveDueAt({ ...fresh(), admitted: 'f', completed: 'f' })).toBeUndefined();
  });

  it('of an ended wave never rings', () => {
    expect(waveDueAt(fresh({ targets: 0, instances: 0 }))).toBeUndefined();
  });

  it('asks again for all in flight after half an hour, not before', () => {
    const state = aWaveInFlight([0, 2]);
    expect(decideWave(state, [{ type: 'due' }], NIGHT + 14 * MINUTE_MS)).toBeUndefined();
    const asked = decided(state, [{ type: 'due' }], NIGHT + 30 * MINUTE_MS);
    expect(asked.events).toEqual([{ type: 'TargetsAdmitted', ordinals: [0, 2] }]);
    expect([asked.state.admitted, asked.state.askAgainAt]).toEqual(['5', NIGHT + 60 * MINUTE_MS]);
  });

  it('rings a second time only when the time has passed', () => {
    const looked = decided(fresh(), [{ type: 'due' }], NIGHT + 15 * MINUTE_MS).state;
    expect(waveDueAt(looked)).toBe(NIGHT + 30 * MINUTE_MS);
    expect(decideWave(looked, [{ type: 'due' }], NIGHT + 16 * MINUTE_MS)).toBeUndefined();
  });
});

describe('the window of a wave', () => {
  const windowEndsAt = NIGHT + 2 * HOUR_MS;
  const inWindow = () => aWaveInFlight([0], anOrder({ windowEndsAt }));

  it('ends admission: those in flight go on, the others are Deferred', () => {
    expect(decideWave(inWindow(), [permit([1])], windowEndsAt - 1)?.events).toEqual([{ type: 'TargetsAdmitted', ordinals: [1] }]);
    const late = decided(inWindow(), [{ type: 'due' }, permit([1])], windowEndsAt).state;
    expect([late.admitted, late.timeUp, late.ending]).toEqual(['1', true, undefined]);
    const { state } = decided(late, [{ type: 'completed', target: aCompletedTarget() }], windowEndsAt + MINUTE_MS);
    expect([state.ending, state.outcomes]).toEqual(['Completed', { Compliant: 10, Deferred: 30 }]);
  });

  it('rings at its end, paused or not', () => {
    const paused = decided(inWindow(), [{ type: 'controlled', control: { seq: 2, state: 'Paused', haltedWaves: [] } }]).state;
    expect(waveDueAt({ ...paused, askAgainAt: Infinity })).toBe(windowEndsAt);
    expect(waveDueAt({ ...inWindow(), askAgainAt: Infinity, lookAt: Infinity })).toBe(windowEndsAt);
  });

  it('that ends after the run does changes nothing', () => {
    const order = anOrder({ windowEndsAt: anOrder().notAfter + HOUR_MS });
    expect(waveDueAt({ ...aWaveInFlight([0], order), askAgainAt: Infinity, lookAt: Infinity })).toBe(order.notAfter);
  });
});
