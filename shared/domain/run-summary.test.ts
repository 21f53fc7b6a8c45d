import type { RunReadModel, WaveProgress } from './read-model.ts';
import { summaryOf } from './run-summary.ts';

const NIGHT = Date.UTC(2026, 2, 10, 2);
const commands = { planned: 2, accepted: 2, throttled: 1 };
const running: RunReadModel = {
  runId: 'r1', status: 'Running', policyName: 'web', planHash: 'h', acceptedAt: NIGHT, planned: 30, refusals: [], lastFactAt: NIGHT,
  waves: [
    { name: 'canary', status: 'Passed', planned: 10, outcomes: { Compliant: 10 }, commands },
    { name: 'rest', status: 'Running', planned: 20 },
    { name: 'last', status: 'Pending' },
  ],
};
const rest: WaveProgress = {
  runId: 'r1', wave: 'rest', admitted: '3', completed: '1', outcomes: { Compliant: 4 }, commands, inFlight: { 1: { step: 1, outcomes: { Failed: 1 } } },
  errors: { step: 2, errors: 3 }, lastFactAt: NIGHT,
};

describe('the summary', () => {
  it('of a run at work adds what is known so far, failures in flight included', () => {
    const notPlanned = [{ reason: 'Stopped' as const, accountId: '111111111111', region: 'us-east-1', instances: 1, instanceIds: ['i-1'], detail: 'x' }];
    expect(summaryOf(running, { progress: [rest], notPlanned })).toEqual({
      runId: 'r1', status: 'Running', policyName: 'web', planHash: 'h',
      waves: [
        { name: 'canary', status: 'Passed', planned: 10, outcomes: { Compliant: 10 } },
        { name: 'rest', status: 'Running', planned: 20, outcomes: { Compliant: 4, Failed: 1 }, errors: 3 },
        { name: 'last', status: 'Pending', planned: 0, outcomes: {} },
      ],
      totals: { planned: 30, outcomes: { Compliant: 14, Failed: 1 } },
      notPlanned: [{ reason: 'Stopped', accountId: '111111111111', region: 'us-east-1', instances: 1 }],
      commands: { planned: 4, accepted: 4, throttled: 2 },
      attention: [],
      startedAt: '2026-03-10T02:00:00.000Z',
    });
  });

  it("of a run that has ended holds the planner's own sums", () => {
    const ended: RunReadModel = {
      ...running, status: 'Halted', reason: 'wave rest was halted', outcomes: { Compliant: 29, Failed: 1 }, commands, startedAt: NIGHT + 1, endedAt: NIGHT + 60_000,
      report: { html: 'h', json: 'j', csv: 'c' },
    };
    expect(summaryOf(ended, { progress: [rest], notPlanned: [] })).toMatchObject({
      status: 'Halted', reason: 'wave rest was halted', totals: { planned: 30, outcomes: { Compliant: 29, Failed: 1 } }, commands,
      report: { html: 'h', json: 'j', csv: 'c' }, startedAt: '2026-03-10T02:00:00.001Z', endedAt: '2026-03-10T02:01:00.000Z',
    });
  });

  it('says what calls for a person, since when, and what to do next', () => {
    const attention = [{ kind: 'SendingHeldLong' as const, subject: 'wave rest', reason: 'Frozen', detail: 'year end', at: NIGHT }];
    expect(summaryOf({ ...running, attention }, { progress: [], notPlanned: [] }).attention).toEqual([
      { kind: 'SendingHeldLong', subject: 'wave rest', reason: 'Frozen', detail: 'year end', next: 'Wait for the end of the freeze, or abort the run.', at: '2026-03-10T02:00:00.000Z' },
    ]);
  });

  it('of a run without a plan leaves out what nobody knows', () => {
    const asked: RunReadModel = { runId: 'r1', status: 'Planning', waves: [{ name: 'canary', status: 'Pending' }], refusals: [], lastFactAt: NIGHT, reason: '' };
    expect(summaryOf(asked, { progress: [], notPlanned: [] })).toEqual({
      runId: 'r1', status: 'Planning', waves: [{ name: 'canary', status: 'Pending', planned: 0, outcomes: {} }], totals: { planned: 0, outcomes: {} },
      notPlanned: [], commands: { planned: 0, accepted: 0, throttled: 0 }, attention: [],
    });
  });
});
