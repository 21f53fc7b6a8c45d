import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aCompletedTarget, anOrder, aProgressedTarget, aWaveInFlight, decided, HOUR_MS, permit } from '../testing/wave-builders.fixture.ts';
import { decideWave, type WaveInput } from './decide-wave.ts';

const MINUTE_MS = 60_000;
const started = (changes = {}): WaveInput => ({ type: 'started', order: anOrder(changes) });
const completed = (target: number, changes = {}): WaveInput => ({ type: 'completed', target: aCompletedTarget({ target, ...changes }) });
const progressed = (target: number, changes = {}): WaveInput => ({ type: 'progressed', target: aProgressedTarget({ target, ...changes }) });
const controlled = (seq: number, state: 'Running' | 'Paused' | 'Aborted', haltedWaves: string[] = []): WaveInput => ({
  type: 'controlled', control: { seq, state, haltedWaves },
});
const all = [completed(0), completed(1), completed(2), completed(3)];

describe('a wave', () => {
  it('begins with nothing in flight', () => {
    expect(decideWave(undefined, [started()], NIGHT)).toEqual({
      state: {
        order: anOrder(), control: anOrder().control,
        admitted: '', completed: '', held: '', budgetHeld: '', saidHeld: {}, spareLocks: '', cutShares: {}, lendRound: 0,
        outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 },
        errors: { ended: 0, inFlight: [], told: 0, step: 0 },
        lookAt: NIGHT + 15 * MINUTE_MS, timeUp: false,
      },
      events: [], effects: [],
    });
  });

  it('is created by nothing but its start', () => {
    expect(decideWave(undefined, [{ type: 'due' }, completed(0), controlled(2, 'Aborted')], NIGHT)).toBeUndefined();
  });

  it('does not begin twice', () => {
    expect(decideWave(aWaveInFlight([0]), [started()], NIGHT)).toBeUndefined();
  });

  it('admits what was granted and asks for it again in half an hour', () => {
    const { state, events } = decided(undefined, [started(), permit([0, 1, 2])]);
    expect(events).toEqual([{ type: 'TargetsAdmitted', ordinals: [0, 1, 2] }]);
    expect([state.admitted, state.askAgainAt]).toEqual(['7', NIGHT + 30 * MINUTE_MS]);
  });

  it('counts a target that completed', () => {
    const { state, events } = decided(aWaveInFlight([0, 1]), [completed(0)]);
    expect(events).toEqual([]);
    expect([state.completed, state.outcomes, state.commands]).toEqual([
      '1', { Compliant: 10 }, { planned: 1, accepted: 1, throttled: 0 },
    ]);
  });

  it('counts a target once, however often it is told', () => {
    const { state } = decided(aWaveInFlight([0, 1]), [completed(0), completed(0)]);
    expect(state.outcomes).toEqual({ Compliant: 10 });
    expect(decideWave(state, [completed(0)], NIGHT)).toBeUndefined();
  });

  it('ignores a target that it never admitted', () => {
    expect(decideWave(aWaveInFlight([0]), [completed(3)], NIGHT)).toBeUndefined();
  });

  it('stops asking while nothing is in flight', () => {
    expect(decided(aWaveInFlight([0]), [completed(0)]).state.askAgainAt).toBeUndefined();
  });

  it('completes when every target has', () => {
    const { state, events } = decided(aWaveInFlight([0, 1, 2, 3]), all);
    expect(events).toEqual([{ type: 'WaveCompleted', ending: 'Completed' }]);
    expect([state.ending, state.outcomes]).toEqual(['Completed', { Compliant: 40 }]);
  });

  it('answers again when it is asked again after its end', () => {
    const { state } = decided(aWaveInFlight([0, 1, 2, 3]), all);
    expect(decideWave(state, [started(), { type: 'due' }, permit([0]), controlled(9, 'Aborted')], NIGHT)).toEqual({
      state, events: [{ type: 'WaveCompleted', ending: 'Completed' }], effects: [],
    });
  });

  it('without targets completes at once', () => {
    expect(decided(undefined, [started({ targets: 0, instances: 0 })]).events).toEqual([{ type: 'WaveCompleted', ending: 'Completed' }]);
  });

  it('that starts after its time counts all as Deferred and sends nothing', () => {
    const { state, events } = decided(undefined, [started(), permit([0])], NIGHT + 6 * HOUR_MS);
    expect(events).toEqual([{ type: 'WaveCompleted', ending: 'Completed' }]);
    expect([state.ending, state.outcomes, state.admitted]).toEqual(['Completed', { Deferred: 40 }, '']);
  });

  it('whose time is up waits for those in flight and counts the others as Deferred', () => {
    const late = decided(aWaveInFlight([0]), [{ type: 'due' }], NIGHT + 6 * HOUR_MS).state;
    expect([late.timeUp, late.ending]).toEqual([true, undefined]);
    const { state, events } = decided(late, [completed(0)], NIGHT + 7 * HOUR_MS);
    expect(events).toEqual([{ type: 'WaveCompleted', ending: 'Completed' }]);
    expect([state.ending, state.outcomes]).toEqual(['Completed', { Compliant: 10, Deferred: 30 }]);
  });
});

describe('thresholds', () => {
  const halt = { accountId: '100000000000', region: 'us-east-1', errors: 2, errorsAllowed: 1 };
  const tooMany = { errors: 2, outcomes: { Failed: 2, Compliant: 8 } };

  it('halt the wave once when a completed target broke them', () => {
    const { state, events } = decided(aWaveInFlight([0, 1]), [completed(0, tooMany), permit([2])]);
    expect(events).toEqual([{ type: 'WaveHalted', halt }, { type: 'WaveProgressed', step: 1, errors: 2 }]);
    expect(state.halt).toEqual(halt);
    expect(decided(state, [completed(1, tooMany)]).events).toEqual([
      { type: 'WaveProgressed', step: 2, errors: 4 }, { type: 'WaveCompleted', ending: 'Halted' },
    ]);
  });

  it('halt the wave while a target still works', () => {
    expect(decided(aWaveInFlight([0]), [progressed(0, { errors: 2 })]).events).toEqual([
      { type: 'WaveHalted', halt }, { type: 'WaveProgressed', step: 1, errors: 2 },
    ]);
    expect(decided(aWaveInFlight([0]), [progressed(0, { errors: 1 })]).state.halt).toBeUndefined();
    expect(decideWave(aWaveInFlight([0]), [progressed(3, { errors: 2 })], NIGHT)).toBeUndefined();
  });

  it('leave the rest of a halted wave Skipped', () => {
    const { state } = decided(aWaveInFlight([0]), [completed(0, tooMany)]);
    expect([state.ending, state.outcomes]).toEqual(['Halted', { Failed: 2, Compliant: 8, Skipped: 30 }]);
  });
});

describe("the run's control", () => {
  it('pauses admission and lets it go on', () => {
    const paused = decided(aWaveInFlight([0]), [controlled(2, 'Paused'), permit([1])]).state;
    expect([paused.admitted, paused.ending]).toEqual(['1', undefined]);
    expect(decided(paused, [controlled(3, 'Running'), permit([1])]).events).toEqual([{ type: 'TargetsAdmitted', ordinals: [1] }]);
  });

  it('is followed by its number, not by its arrival', () => {
    const paused = decided(aWaveInFlight([0]), [controlled(3, 'Paused')]).state;
    expect(decideWave(paused, [controlled(2, 'Running')], NIGHT)).toBeUndefined();
  });

  it('aborts: those in flight end, the rest is Skipped', () => {
    const aborted = decided(aWaveInFlight([0]), [controlled(2, 'Aborted')]).state;
    expect(aborted.ending).toBeUndefined();
    const { state } = decided(aborted, [completed(0)]);
    expect([state.ending, state.outcomes]).toEqual(['Aborted', { Compliant: 10, Skipped: 30 }]);
  });

  it('halts a wave by name', () => {
    expect(decided(undefined, [started(), controlled(2, 'Running', ['canary'])]).state.ending).toBe('Halted');
    expect(decided(undefined, [started(), controlled(2, 'Running', ['other'])]).state.ending).toBeUndefined();
  });

  it('comes too late for a wave that has ended', () => {
    const { state } = decided(aWaveInFlight([0, 1, 2, 3]), all);
    expect(decideWave(state, [controlled(2, 'Aborted')], NIGHT)).toBeUndefined();
  });
});
