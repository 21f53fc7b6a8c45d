import fc from 'fast-check';

import { hasBit } from '#shared/domain/bitmap.ts';
import { sumOfOutcomes } from '#shared/domain/outcome-counts.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aCompletedTarget, anOrder, decided, HOUR_MS, plannedTargets } from '../testing/wave-builders.fixture.ts';
import { decideWave, type WaveInput } from './decide-wave.ts';
import { isInFlight, type WaveState } from './wave-state.ts';

const TARGETS = 12;
const targets = plannedTargets(TARGETS);
const order = anOrder({ targets: TARGETS, instances: TARGETS * 10, maxConcurrentAccounts: 2 });

const ordinal = fc.nat(TARGETS - 1);
const someOrdinals = fc.uniqueArray(ordinal);
const input: fc.Arbitrary<WaveInput> = fc.oneof(
  fc.constant<WaveInput>({ type: 'started', order }),
  fc.constant<WaveInput>({ type: 'due' }),
  fc.tuple(someOrdinals, someOrdinals).map(([granted, refused]): WaveInput => ({
    type: 'permitted',
    targets,
    permits: {
      granted: granted.filter((one) => !refused.includes(one)),
      refused: refused.map((one) => ({ ordinal: one, reason: 'LockedByAnotherRun', until: NIGHT + HOUR_MS, by: 'run X' })),
    },
  })),
  fc.tuple(ordinal, fc.nat(3)).map(([target, errors]): WaveInput => ({
    type: 'completed', target: aCompletedTarget({ target, errors, outcomes: { Failed: errors, Compliant: 10 - errors } }),
  })),
  fc.tuple(fc.nat(5), fc.constantFrom('Running', 'Paused', 'Aborted')).map(([seq, state]): WaveInput => ({
    type: 'controlled', control: { seq, state, haltedWaves: [] },
  })),
);
/** Batches with the minutes that pass before each. */
const history = fc.array(fc.tuple(fc.nat(60), fc.array(input, { maxLength: 4 })), { maxLength: 30 });

/** The states of a wave, one after each batch. */
function live(batches: readonly (readonly [number, readonly WaveInput[]])[]): WaveState[] {
  const states = [decided(undefined, [{ type: 'started', order }]).state];
  let now = NIGHT;
  for (const [minutes, inputs] of batches) {
    now += minutes * 60_000;
    const before = states.at(-1)!;
    states.push(decideWave(before, inputs, now)?.state ?? before);
  }
  return states;
}

function accountsInFlight(state: WaveState): number {
  return new Set(targets.filter(({ ordinal: one }) => isInFlight(state, one)).map(({ accountId }) => accountId)).size;
}

function members(bitmap: string): number[] {
  return targets.map(({ ordinal: one }) => one).filter((one) => hasBit(bitmap, one));
}

/** Whatever is duplicated, reordered or missing. */
describe('in every history of a wave', () => {
  it('never more accounts are in flight than allowed', () => {
    fc.assert(fc.property(history, (batches) => {
      for (const state of live(batches)) expect(accountsInFlight(state)).toBeLessThanOrEqual(2);
    }));
  });

  it('a target once admitted or completed stays so', () => {
    fc.assert(fc.property(history, (batches) => {
      const states = live(batches);
      states.slice(1).forEach((state, index) => {
        for (const bits of ['admitted', 'completed'] as const) {
          expect(members(state[bits])).toEqual(expect.arrayContaining(members(states[index]![bits])));
        }
      });
    }));
  });

  it('the end has sums equal to the plan, nothing in flight, and never changes', () => {
    fc.assert(fc.property(history, (batches) => {
      const ended = live(batches).filter(({ ending }) => ending !== undefined);
      for (const state of ended) {
        expect([sumOfOutcomes(state.outcomes), accountsInFlight(state)]).toEqual([TARGETS * 10, 0]);
        expect(state).toEqual(ended[0]);
      }
    }));
  });
});
