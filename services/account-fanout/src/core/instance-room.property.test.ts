import fc from 'fast-check';

import { aCompletedTarget, anOrder, decided, plannedTargets } from '../testing/wave-builders.fixture.ts';
import { candidatesOf } from './candidates.ts';
import { shareOf } from './instance-room.ts';
import { isInFlight, type WaveState } from './wave-state.ts';

const TARGETS = 12;

const wave = fc.record({
  bound: fc.integer({ min: 1, max: 60 }),
  concurrency: fc.integer({ min: 1, max: 30 }),
  accounts: fc.integer({ min: 1, max: 6 }),
  sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: TARGETS, maxLength: TARGETS }),
});

/** Which of the granted the answer leaves out, and which in flight end next. */
const turn = fc.tuple(fc.array(fc.nat(TARGETS - 1)), fc.nat());

function inFlight(state: WaveState): number[] {
  return Array.from({ length: TARGETS }, (_, ordinal) => ordinal).filter((ordinal) => isInFlight(state, ordinal));
}

describe('in every course of a wave with a bound on its instances in flight', () => {
  it('shares are at least 1, their sum keeps the bound, they do not change in flight, and every target is admitted in the end', () => {
    fc.assert(fc.property(wave, fc.array(turn), ({ bound, concurrency, accounts, sizes }, turns) => {
      const targets = plannedTargets(TARGETS).map((target) => ({ ...target, instances: sizes[target.ordinal]! }));
      const instances = sizes.reduce((sum, size) => sum + size, 0);
      const order = anOrder({ targets: TARGETS, instances, maxConcurrentAccounts: accounts, maxConcurrency: { number: concurrency }, maxInstancesInFlight: { number: bound } });
      let state = decided(undefined, [{ type: 'started', order }]).state;
      const first = new Map<number, number>();
      for (let round = 0; state.ending === undefined; round += 1) {
        const [left, next] = turns[round] ?? [[], 0];
        const granted = candidatesOf(state, targets).map(({ ordinal }) => ordinal).filter((ordinal) => !left.includes(ordinal));
        state = decided(state, [{ type: 'permitted', permits: { granted, refused: [] }, targets }]).state;
        const working = inFlight(state);
        const shares = working.map((ordinal) => shareOf(state, targets[ordinal]!)!);
        expect(Math.min(1, ...shares)).toBe(1);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(bound);
        working.forEach((ordinal, index) => expect(shares[index]).toBe(first.get(ordinal) ?? shares[index]));
        working.forEach((ordinal, index) => first.set(ordinal, shares[index]!));
        // With nothing in flight and nothing left out, something must have started.
        expect(working.length > 0 || left.length > 0).toBe(true);
        const ending = working[next % Math.max(1, working.length)];
        if (ending !== undefined) state = decided(state, [{ type: 'completed', target: aCompletedTarget({ target: ending, outcomes: { Compliant: sizes[ending]! } }) }]).state;
      }
      expect(first.size).toBe(TARGETS);
    }));
  });
});
