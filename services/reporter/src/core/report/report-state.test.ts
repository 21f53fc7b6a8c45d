import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { dueAt, isLastCheck, onBuilt, type CollectingReport } from './report-state.ts';
import type { RunEnded } from './run-ended.ts';

const commands = { planned: 0, accepted: 0, throttled: 0 };
const ended: RunEnded = {
  runId: 'run', policyName: 'web', requestedBy: { kind: 'cli', id: 'ana' }, status: 'Completed', reason: '', waves: [], planned: 0, outcomes: {},
  commands, startedAt: NIGHT, endedAt: NIGHT,
};
const collecting = (checks = 0): CollectingReport => ({ kind: 'collecting', runId: 'run', ended, checks, checkAt: NIGHT + 1 });

describe('a report', () => {
  it('is published once, whoever builds it twice', () => {
    expect(onBuilt({ kind: 'published', runId: 'run' }, true, NIGHT)).toBeUndefined();
    expect(onBuilt(undefined, true, NIGHT)).toBeUndefined();
  });

  it('is due while it is collected, and never after', () => {
    expect([dueAt(collecting()), dueAt({ kind: 'published', runId: 'run' })]).toEqual([NIGHT + 1, undefined]);
  });

  it('is checked ten times before it is published as it is', () => {
    expect([isLastCheck(collecting(9)), isLastCheck(collecting(10))]).toEqual([false, true]);
  });
});
