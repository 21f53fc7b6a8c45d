import { Metrics } from '@aws-lambda-powertools/metrics';

import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import { endedRun, RUN } from '../testing/ended-run.fixture.ts';
import { addRun, METRICS_NAMESPACE } from './run-metrics.ts';

describe('the metrics of a run', () => {
  it('are in the embedded metric format, by policy and status', async () => {
    const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: 'reporter' });
    addRun(metrics, await endedRun(new InMemoryObjectStore(), [{ name: 'canary', targets: [{ accountId: '111111111111', region: 'us-east-1', letters: 'CCF' }] }]));
    const { _aws: format, ...values } = metrics.serializeMetrics();
    expect(values).toEqual({
      service: 'reporter', policy: 'web', status: 'Completed', runId: RUN, RunsEnded: 1, RunDuration: 10_800, InstancesPlanned: 3,
      InstancesInNeedOfAPerson: 1, SendsThrottled: 0, InstancesCompliant: 2, InstancesFailed: 1,
    });
    expect(format.CloudWatchMetrics[0]).toMatchObject({ Namespace: 'Patchwave', Dimensions: [['service', 'policy', 'status']] });
  });
});
