import type { RunReadModel, WaveApproval } from '#shared/domain/read-model.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { raisedByUnanswered, unansweredDueAt } from './unanswered-approvals.ts';

const HOUR = 3_600_000;
const run = (approval: WaveApproval): RunReadModel => ({
  runId: 'run', status: 'AwaitingApproval', waves: [{ name: 'canary', status: 'AwaitingApproval', approval }], refusals: [], lastFactAt: NIGHT,
});

describe('an approval of which an earlier version knew less', () => {
  const known = run({ state: 'requested', waveHash: 'h', at: NIGHT, expiresAt: NIGHT + 4 * HOUR });

  it('is taken as asked for when it was last heard of, by one person', () => {
    expect(unansweredDueAt(known)).toBe(NIGHT + 2 * HOUR);
    expect(raisedByUnanswered(known, NIGHT + 2 * HOUR)).toEqual([
      { kind: 'ApprovalUnanswered', subject: 'wave canary', detail: '0 of 1 votes, and half of the time to answer is over.', at: NIGHT + 2 * HOUR },
    ]);
  });

  it('has no half of a time that nobody knows', () => {
    expect(unansweredDueAt(run({ state: 'requested', waveHash: 'h', at: NIGHT }))).toBeUndefined();
  });
});
