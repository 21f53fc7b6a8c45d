import type { RunEnded } from '../core/report/run-ended.ts';
import type { RunMetrics } from './run-metrics.ts';

export class InMemoryRunMetrics implements RunMetrics {
  readonly recorded: RunEnded[] = [];

  record(run: RunEnded): void {
    this.recorded.push(run);
  }
}
