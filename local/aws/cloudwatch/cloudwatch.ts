import type { MetricDatum, PutMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';

import type { Caller, LocalService } from '#local/wire/service.ts';
import { type AlarmParts, createAlarmOperations } from './alarm-operations.ts';

export interface StoredDatum extends MetricDatum {
  namespace: string;
  accountId: string;
  region: string;
}

// Metrics are looked at, not kept: the newest stay, so a run of days does not fill the memory.
const MAX_KEPT = 10_000;

/** Accepts metrics into memory, and keeps alarms for every account and region. `metrics` is oldest first. */
export function createCloudWatch(parts: AlarmParts): { service: LocalService; metrics: readonly StoredDatum[] } {
  const metrics: StoredDatum[] = [];
  const service: LocalService = {
    PutMetricData: (input: PutMetricDataCommandInput, { accountId, region }: Caller) => {
      for (const datum of input.MetricData ?? []) {
        metrics.push({ ...datum, namespace: input.Namespace ?? '', accountId, region });
      }
      if (metrics.length > MAX_KEPT) metrics.splice(0, metrics.length - MAX_KEPT);
      return {};
    },
    ...createAlarmOperations(parts),
  };
  return { service, metrics };
}
