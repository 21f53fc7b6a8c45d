import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';

import { aBuildingRun, aDiscoveringRun, anEndedRun, aPlannedRun, aRejectedRun, aResolvingRun, HOUR_MS, MINUTE_MS } from '../../testing/runs.fixture.ts';
import { noSums } from '../waves/packed-sums.ts';
import type { WaveState } from '../waves/wave-state.ts';
import { runDueAt } from './run-due-at.ts';

const running: WaveState = { status: 'Running', validUntil: NIGHT + HOUR_MS, askAt: NIGHT + 7 * MINUTE_MS };
const baking: WaveState = { status: 'Baking', until: NIGHT + 5 * MINUTE_MS, sums: noSums };
const pausing: WaveState = { status: 'Waiting', validUntil: NIGHT + HOUR_MS, held: 'Pausing', until: NIGHT + 3 * MINUTE_MS };
const pending: WaveState = { status: 'Pending', validUntil: NIGHT + HOUR_MS, held: 'AwaitingDependency' };
const waiting: WaveState = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' };
const passed: WaveState = { status: 'Passed', sums: noSums };

describe('the alarm of a run', () => {
  it.each([aRejectedRun(), without(anEndedRun(), 'reportAwaited')])('is off when it is over ($phase)', (run) => {
    expect(runDueAt(run)).toBeUndefined();
  });

  it.each([
    ['the end of a claim', aResolvingRun(), NIGHT + 2 * MINUTE_MS],
    ['the next question', aDiscoveringRun(), NIGHT + 10 * MINUTE_MS],
    ["the run's end before a question", aDiscoveringRun({ endsBefore: NIGHT + 1 }), NIGHT + 1],
    ['the end of a claim on the plan', aBuildingRun(), NIGHT + 2 * MINUTE_MS],
    ["the run's end before a claim", aBuildingRun({ endsBefore: NIGHT + 1 }), NIGHT + 1],
  ])('is set for %s', (_, run, dueAt) => {
    expect(runDueAt(run)).toBe(dueAt);
  });

  it.each([
    ['a running wave is asked again', [running, passed], NIGHT + 7 * MINUTE_MS],
    ['a bake ends', [baking, running], NIGHT + 5 * MINUTE_MS],
    ['a pause ends', [passed, pausing], NIGHT + 3 * MINUTE_MS],
    ['a freeze ends', [passed, { ...pausing, held: 'Frozen' }], NIGHT + 3 * MINUTE_MS],
    ['a window opens', [{ ...running, askAt: NIGHT + 9 * MINUTE_MS }, { ...pausing, held: 'WindowClosed', until: NIGHT + 8 * MINUTE_MS }], NIGHT + 8 * MINUTE_MS],
    ['an approval lapses', [{ ...running, askAt: NIGHT + 2 * HOUR_MS }, pending], NIGHT + HOUR_MS],
    ['the plan is shown again', [waiting, waiting], NIGHT + 30 * MINUTE_MS],
  ] as const)('is set for when %s', (_, waves, dueAt) => {
    expect(runDueAt(aPlannedRun({ waves }))).toBe(dueAt);
  });

  it('is set for the end of the run while a wave has not started', () => {
    expect(runDueAt(aPlannedRun({ waves: [passed, { status: 'Pending', validUntil: 0 }], endsBefore: NIGHT + 1 }))).toBe(NIGHT + 1);
  });
});
