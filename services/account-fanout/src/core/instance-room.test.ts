import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aCompletedTarget, anOrder, aWaveInFlight, decided, permit, plannedTargets } from '../testing/wave-builders.fixture.ts';
import { candidatesOf } from './candidates.ts';
import { CUT_SHARES_MAX, shareOf } from './instance-room.ts';
import type { WaveState } from './wave-state.ts';

const bounded = (bound: number, changes = {}) => anOrder({ maxConcurrency: { number: 4 }, maxInstancesInFlight: { number: bound }, ...changes });
const shares = (state: WaveState, ordinals: readonly number[]) => ordinals.map((ordinal) => shareOf(state, plannedTargets()[ordinal]!));
const chosen = (state: WaveState, count = 4) => candidatesOf(state, plannedTargets(count)).map(({ ordinal }) => ordinal);

describe('the bound on instances in flight', () => {
  it('gives each target its own limit, and the last what is left', () => {
    const state = aWaveInFlight([0, 1, 2], bounded(10));
    expect(shares(state, [0, 1, 2])).toEqual([4, 4, 2]);
    expect(state.cutShares).toEqual({ 2: 2 });
    expect(chosen(state)).toEqual([]);
  });

  it('is the planned instances of the wave by a percentage, rounded down, at least 1', () => {
    expect(shares(aWaveInFlight([0], bounded(0, { maxInstancesInFlight: { percent: 9 } })), [0])).toEqual([3]);
    expect(shares(aWaveInFlight([0], bounded(0, { maxInstancesInFlight: { percent: 1 } })), [0])).toEqual([1]);
  });

  it('needs no more for a target than it has instances', () => {
    expect(shares(aWaveInFlight([0], bounded(100, { maxConcurrency: { number: 50 } })), [0])).toEqual([10]);
  });

  it('admits no target without at least one, however many were granted', () => {
    expect(decided(aWaveInFlight([0, 1], bounded(8)), [permit([2])]).state.admitted).toBe('3');
  });

  it('frees a share when its target completes, and forgets it', () => {
    const state = aWaveInFlight([0, 1, 2], bounded(10));
    const next = decided(state, [{ type: 'completed', target: aCompletedTarget({ target: 2 }) }]).state;
    expect([next.cutShares, chosen(next)]).toEqual([{}, [3]]);
  });

  it('takes no account into work that gets no instance', () => {
    expect(chosen(aWaveInFlight([], bounded(5, { maxConcurrentAccounts: 1 })))).toEqual([0, 1]);
  });

  it('remembers so many cut shares at most: a further target waits until it can have all of its own', () => {
    const count = 60;
    const order = bounded(1000, { targets: count, instances: 600, maxConcurrentAccounts: 100 });
    const cut = Object.fromEntries(Array.from({ length: CUT_SHARES_MAX }, (_, ordinal) => [ordinal, 1]));
    const crowded = { ...aWaveInFlight(Array.from({ length: 50 }, (_, ordinal) => ordinal), order), cutShares: cut };
    expect(chosen(crowded, count)).toHaveLength(10);
    expect(chosen({ ...crowded, order: { ...order, maxInstancesInFlight: { number: 53 } } }, count)).toEqual([]);
  });

  it('says no share in a wave without it', () => {
    expect(shares(aWaveInFlight([0]), [0])).toEqual([undefined]);
  });

  it('goes on for targets that are asked for again', () => {
    const state = aWaveInFlight([0, 1, 2], bounded(10));
    const asked = decided(state, [{ type: 'due' }], NIGHT + 30 * 60_000).state;
    expect(shares(asked, [0, 1, 2])).toEqual([4, 4, 2]);
  });
});
