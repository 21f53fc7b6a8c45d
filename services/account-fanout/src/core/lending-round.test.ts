import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { anOrder, aWaveInFlight, borrowingTargets, decided } from '../testing/wave-builders.fixture.ts';
import { candidatesOf } from './candidates.ts';
import type { WaveInput } from './decide-wave.ts';
import type { Refusal } from './hold-targets.ts';

const targets = borrowingTargets({ 0: ['a'], 1: ['a'] });
const full: Refusal = { ordinal: 1, reason: 'BudgetFull', until: NIGHT + 300_000, by: 'a (at most 1): used by another target' };
const answered = (granted: number[], refused: Refusal[], round = 0): WaveInput => ({
  type: 'permitted', targets, permits: { granted, refused, lending: { round, asked: [0, 1] } },
});
const fresh = () => aWaveInFlight([], anOrder());
const ordinals = (state: ReturnType<typeof fresh>) => candidatesOf(state, targets).map(({ ordinal }) => ordinal);

describe('a round of lending', () => {
  it('admits who was lent, holds who was not, and gives back what the others took', () => {
    const { state, events, effects } = decided(fresh(), [answered([0, 2], [full])]);
    expect(events).toEqual([
      { type: 'TargetsAdmitted', ordinals: [0, 2] },
      { type: 'TargetHeld', ordinals: [1], reason: 'BudgetFull', until: full.until, by: full.by },
    ]);
    expect(effects).toEqual([{ type: 'returnLent', round: 0, targets: [1] }]);
    expect([state.lendRound, state.held, state.budgetHeld]).toEqual([1, '', '2']);
  });

  it('is void when another was saved since: it admits only who needs no share, and gives nothing back', () => {
    const { state, events, effects } = decided({ ...fresh(), lendRound: 5 }, [answered([0, 2], [full], 4)]);
    expect([events, effects]).toEqual([[{ type: 'TargetsAdmitted', ordinals: [2] }], []]);
    expect([state.lendRound, state.budgetHeld, ordinals(state)]).toEqual([5, '', [0, 1, 3]]);
  });

  it('of a wave that was paused meanwhile leaves everything to others', () => {
    const paused = decided(fresh(), [{ type: 'controlled', control: { seq: 2, state: 'Paused', haltedWaves: [] } }]).state;
    expect(decided(paused, [answered([0, 1], [])]).effects).toEqual([{ type: 'returnLent', round: 0, targets: [0, 1] }]);
  });

  it('has nothing to give back when all have started', () => {
    expect(decided(fresh(), [answered([0, 1], [])]).effects).toEqual([]);
  });

  it('lets who waits for a share ask again as soon as one may be back, or after five minutes', () => {
    const { state } = decided(fresh(), [answered([0], [full])]);
    expect(ordinals(state)).toEqual([2, 3]);
    expect(ordinals(decided(state, [{ type: 'shareReturned' }]).state)).toEqual([1, 2, 3]);
    expect(ordinals(decided(state, [{ type: 'due' }], NIGHT + 300_000).state)).toEqual([1, 2, 3]);
  });

  it('asks for no more than a hundred shares or so', () => {
    const groups = Array.from({ length: 60 }, (_, index) => `g${String(index)}`);
    const many = borrowingTargets({ 0: groups, 1: groups, 2: groups });
    expect(candidatesOf(fresh(), many).map(({ ordinal }) => ordinal)).toEqual([0, 1]);
  });
});
