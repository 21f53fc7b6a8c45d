import type { RunEnded } from '../core/report/run-ended.ts';
import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import { endedRun } from '../testing/ended-run.fixture.ts';
import type { RunMetrics } from './run-metrics.ts';

/** What a dashboard can tell of a run. */
export interface RecordedRun {
  policy: string;
  status: string;
  runId: string;
  planned: number;
  outcomes: Record<string, number>;
}

export interface RunMetricsUnderTest {
  metrics: RunMetrics;
  /** All that was recorded so far, in order. */
  recorded: () => readonly RecordedRun[];
}

async function aRun(letters: string, status: RunEnded['status']): Promise<RunEnded> {
  const ended = await endedRun(new InMemoryObjectStore(), [{ name: 'canary', targets: [{ accountId: '111111111111', region: 'us-east-1', letters }] }]);
  return { ...ended, status };
}

/** What every RunMetrics must do. */
export function runMetricsSuite(implementation: string, make: () => RunMetricsUnderTest): void {
  describe(`port RunMetrics / ${implementation}`, () => {
    it('records a run under its policy and status, with its sums', async () => {
      const { metrics, recorded } = make();
      const run = await aRun('CCF', 'Completed');
      metrics.record(run);
      expect(recorded()).toEqual([{ policy: 'web', status: 'Completed', runId: run.runId, planned: 3, outcomes: { Compliant: 2, Failed: 1 } }]);
    });

    it('keeps nothing of one run for the next', async () => {
      const { metrics, recorded } = make();
      metrics.record(await aRun('CCF', 'Completed'));
      metrics.record({ ...(await aRun('C', 'Halted')), policyName: 'db', runId: 'second' });
      expect(recorded().slice(1)).toEqual([{ policy: 'db', status: 'Halted', runId: 'second', planned: 1, outcomes: { Compliant: 1 } }]);
    });
  });
}
