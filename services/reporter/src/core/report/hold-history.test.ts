import type { RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';
import type { HoldWord } from '#shared/domain/target-holds.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';
import { holdHistory } from './hold-history.ts';

const at = (minute: number): number => NIGHT + minute * 60_000;
const run: RunReadModel = {
  runId: 'run', status: 'Completed', refusals: [], lastFactAt: at(100), endedAt: at(90),
  waves: [{
    name: 'canary', status: 'Passed', startedAt: at(20), endedAt: at(80),
    holds: [{ reason: 'AwaitingApproval', detail: 'nobody yet', at: at(1) }, { reason: 'WindowClosed', detail: 'opens at night', at: at(5) }],
  }],
};
const held = (minute: number, reason: string, what: 'start' | 'sending' = 'sending'): HoldWord => ({ at: at(minute), what, reason, detail: `${reason} at ${String(minute)}` });
const over = (minute: number): HoldWord => ({ at: at(minute), what: 'over' });
const progress = (...targets: HoldWord[][]): WaveProgress => ({
  runId: 'run', wave: 'canary', admitted: '', completed: '', outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, inFlight: {}, lastFactAt: NIGHT,
  holds: Object.fromEntries(targets.map((words, ordinal) => [String(ordinal), { accountId: '1', region: 'r', words }])),
});
const inMinutes = (model: RunReadModel, some: WaveProgress[] = []) =>
  holdHistory(model, some).map(({ what, reason, from, until, targets }) => [what, reason, (from - NIGHT) / 60_000, (until - NIGHT) / 60_000, targets]);

describe('the holds of a run that has ended', () => {
  it('last until the next one of the wave is said, and at most until its start', () => {
    expect(holdHistory(run, [])).toEqual([
      { wave: 'canary', what: 'wave', reason: 'AwaitingApproval', detail: 'nobody yet', from: at(1), until: at(5), targets: 0 },
      { wave: 'canary', what: 'wave', reason: 'WindowClosed', detail: 'opens at night', from: at(5), until: at(20), targets: 0 },
    ]);
  });

  it('last to the end of the run where the wave never started, and to the last news where that has not ended', () => {
    const waves = run.waves.map((wave) => without(wave, 'startedAt', 'endedAt'));
    expect(inMinutes({ ...run, waves }).at(-1)).toEqual(['wave', 'WindowClosed', 5, 90, 0]);
    expect(inMinutes({ ...without(run, 'endedAt'), waves }).at(-1)).toEqual(['wave', 'WindowClosed', 5, 100, 0]);
  });

  it('are one line for all targets of one reason, in the order of time', () => {
    const targets = progress(
      [held(10, 'LockedByAnotherRun', 'start'), over(22), held(40, 'Frozen'), over(50)],
      [held(35, 'Frozen'), held(45, 'Paused'), over(60)],
      [held(70, 'Frozen')],
    );
    expect(inMinutes({ ...run, waves: run.waves.map((wave) => without(wave, 'holds')) }, [targets])).toEqual([
      ['start', 'LockedByAnotherRun', 10, 22, 1],
      ['sending', 'Frozen', 35, 80, 3],
      ['sending', 'Paused', 45, 60, 1],
    ]);
    expect(holdHistory(run, [targets]).find(({ reason }) => reason === 'Frozen')?.detail).toBe('Frozen at 35');
  });

  it('end with the run, or the last news, where the end of the wave is not known', () => {
    const waves = [{ name: 'canary', status: 'Running' as const }];
    expect(inMinutes({ ...run, waves }, [progress([held(70, 'Frozen')])])).toEqual([['sending', 'Frozen', 70, 90, 1]]);
    expect(inMinutes({ ...without(run, 'endedAt'), waves }, [progress([{ at: at(70), what: 'sending' }])])).toEqual([['sending', '', 70, 100, 1]]);
  });

  it('are none of targets that an earlier version kept', () => {
    expect(inMinutes({ ...run, waves: [{ name: 'canary', status: 'Passed' }] }, [without(progress(), 'holds')])).toEqual([]);
  });
});
