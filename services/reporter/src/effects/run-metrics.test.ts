import { Metrics } from '@aws-lambda-powertools/metrics';

import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import { endedRun, RUN } from '../testing/ended-run.fixture.ts';
import { InMemoryRunMetrics } from './run-metrics.in-memory.ts';
import { runMetricsSuite, type RecordedRun } from './run-metrics.suite.ts';
import { addRun, createRunMetrics } from './run-metrics.ts';

// Powertools then publishes to nowhere, and forgets all the same; stdout is the test runner's.
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';

/** Keeps what would be published. */
class KeptMetrics extends Metrics {
  readonly kept: Record<string, unknown>[] = [];

  constructor() {
    super({ namespace: 'Patchwave/dev', serviceName: 'reporter' });
  }

  override publishStoredMetrics(): this {
    this.kept.push({ ...this.serializeMetrics() });
    return super.publishStoredMetrics();
  }
}

const figures = new Set(['InstancesPlanned', 'InstancesInNeedOfAPerson']);

function recordedIn(values: Record<string, unknown>): RecordedRun {
  const outcomes = Object.entries(values)
    .filter(([name]) => name.startsWith('Instances') && !figures.has(name))
    .map(([name, count]): [string, unknown] => [name.slice('Instances'.length), count]);
  const { policy, status, runId, InstancesPlanned: planned } = values;
  return { policy, status, runId, planned, outcomes: Object.fromEntries<unknown>(outcomes) } as RecordedRun;
}

runMetricsSuite('embedded metric format', () => {
  const metrics = new KeptMetrics();
  return { metrics: createRunMetrics(metrics), recorded: () => metrics.kept.map(recordedIn) };
});

runMetricsSuite('in memory', () => {
  const metrics = new InMemoryRunMetrics();
  const recorded = () => metrics.recorded.map(({ policyName: policy, status, runId, planned, outcomes }) => ({ policy, status, runId, planned, outcomes }));
  return { metrics, recorded };
});

describe('the metrics of a run', () => {
  it('are in the embedded metric format, by policy and status', async () => {
    const metrics = new Metrics({ namespace: 'Patchwave/dev', serviceName: 'reporter' });
    addRun(metrics, await endedRun(new InMemoryObjectStore(), [{ name: 'canary', targets: [{ accountId: '111111111111', region: 'us-east-1', letters: 'CCF' }] }]));
    const { _aws: format, ...values } = metrics.serializeMetrics();
    expect(values).toEqual({
      service: 'reporter', policy: 'web', status: 'Completed', runId: RUN, RunsEnded: 1, RunDuration: 10_800, InstancesPlanned: 3,
      InstancesInNeedOfAPerson: 1, SendsThrottled: 0, InstancesCompliant: 2, InstancesFailed: 1,
    });
    expect(format.CloudWatchMetrics[0]).toMatchObject({ Namespace: 'Patchwave/dev', Dimensions: [['service', 'policy', 'status']] });
  });
});
