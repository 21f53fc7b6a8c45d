import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

import { countByAttention } from '../core/report/attention.ts';
import type { RunEnded } from '../core/report/run-ended.ts';

/** Figures of an ended run, for dashboards and alarms. */
export interface RunMetrics {
  record(run: RunEnded): void;
}

/** In CloudWatch's embedded metric format: one line on stdout, no call. The namespace is the stage's, from the environment. */
export function createRunMetrics(metrics: Metrics = new Metrics({ serviceName: 'reporter' })): RunMetrics {
  return {
    record(run) {
      addRun(metrics, run);
      metrics.publishStoredMetrics();
    },
  };
}

/** Dimensions are few on purpose: each combination of values is a metric that is paid for. */
export function addRun(metrics: Metrics, run: RunEnded): void {
  const counts = countByAttention(run.outcomes);
  metrics.addDimensions({ policy: run.policyName, status: run.status });
  metrics.addMetadata('runId', run.runId);
  metrics.addMetric('RunsEnded', MetricUnit.Count, 1);
  metrics.addMetric('RunDuration', MetricUnit.Seconds, (run.endedAt - run.startedAt) / 1000);
  metrics.addMetric('InstancesPlanned', MetricUnit.Count, run.planned);
  metrics.addMetric('InstancesInNeedOfAPerson', MetricUnit.Count, counts.person);
  metrics.addMetric('SendsThrottled', MetricUnit.Count, run.commands.throttled);
  for (const [outcome, count] of Object.entries(run.outcomes)) {
    metrics.addMetric(`Instances${outcome}`, MetricUnit.Count, count);
  }
}
