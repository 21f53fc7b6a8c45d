import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aCompletedTarget, anOrder, aProgressedTarget, aWaveInFlight, decided } from '../testing/wave-builders.fixture.ts';
import { decideWave, type WaveInput } from './decide-wave.ts';

const progressed = (target: number, errors: number): WaveInput => ({ type: 'progressed', target: aProgressedTarget({ target, errors, errorsAllowed: 9 }) });
const completed = (target: number, errors: number): WaveInput => ({ type: 'completed', target: aCompletedTarget({ target, errors, errorsAllowed: 9 }) });
const wave = (changes = {}) => aWaveInFlight([0, 1, 2], anOrder(changes));
const progress = (step: number, errors: number) => ({ type: 'WaveProgressed', step, errors });

describe('the errors of a wave', () => {
  it('are those of targets that have ended and of those in flight, said once for all that arrives together', () => {
    expect(decided(wave(), [completed(0, 2), progressed(1, 3), progressed(1, 1)]).events).toEqual([progress(1, 5)]);
  });

  it('are said again when they rise, and only then', () => {
    const { state } = decided(wave(), [progressed(0, 1)]);
    expect(decideWave(state, [progressed(0, 1)], NIGHT)).toBeUndefined();
    expect(decided(state, [progressed(0, 4)]).events).toEqual([progress(2, 4)]);
    expect(decided(state, [completed(0, 1)]).events).toEqual([]);
    expect(decided(state, [completed(0, 2)]).events).toEqual([progress(2, 2)]);
  });

  it('count a target once, however late an older word on it comes', () => {
    const { state } = decided(wave(), [progressed(0, 3), completed(0, 3)]);
    expect(decideWave(state, [progressed(0, 3), completed(0, 3)], NIGHT)).toBeUndefined();
    expect(state.errors).toEqual({ ended: 3, inFlight: [], told: 3, step: 1 });
  });

  it('halt the wave once they are more than it allows, whatever single targets are allowed', () => {
    const limited = wave({ maxErrorsInWave: { number: 4 } });
    const atBound = decided(limited, [progressed(0, 2), completed(1, 2)]).state;
    expect(atBound.halt).toBeUndefined();
    const { state, events } = decided(atBound, [progressed(2, 1)]);
    const halt = { accountId: '100000000001', region: 'us-east-1', errors: 5, errorsAllowed: 4, scope: 'wave' };
    expect(events).toEqual([{ type: 'WaveHalted', halt }, progress(2, 5)]);
    expect(decided(state, [progressed(2, 9)]).events).toEqual([progress(3, 13)]);
  });

  it('allowed as a percentage are of all that the wave planned, rounded down', () => {
    const limited = wave({ maxErrorsInWave: { percent: 9 } });
    expect(decided(limited, [progressed(0, 3)]).state.halt).toBeUndefined();
    expect(decided(limited, [progressed(0, 4)]).state.halt).toMatchObject({ errors: 4, errorsAllowed: 3, scope: 'wave' });
  });

  it('with the last target still make the wave end as halted', () => {
    const { state } = decided(aWaveInFlight([0], anOrder({ maxErrorsInWave: { number: 0 } })), [completed(0, 1)]);
    expect(state.ending).toBe('Halted');
  });

  it('and a halt are said again to whoever asks for the wave again', () => {
    const { state, events } = decided(wave({ maxErrorsInWave: { number: 0 } }), [progressed(0, 1)]);
    expect(decided(state, [{ type: 'started', order: anOrder() }]).events).toEqual([events[1], events[0]]);
  });
});
