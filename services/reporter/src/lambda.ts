import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';
import type { RunList, RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';
import type { ReportRecipe, ReportState } from './core/report/report-state.ts';
import { createRunMetrics } from './effects/run-metrics.ts';
import { createReading } from './handlers/reading-service.ts';
import { createReporting } from './handlers/reporting-service.ts';

const { items, ...kit } = queueKit('patchwave.reporter');
const runs = items<RunReadModel, never>();

const runList = items<RunList, never>();

export const reading = queueFunction(
  createReading({ ...kit, runs, progress: items<WaveProgress, never>(), runList }),
  kit.deadLetters,
);

export const reporting = queueFunction(
  createReporting({ ...kit, runs, runList, reports: items<ReportState, ReportRecipe>(), metrics: createRunMetrics() }),
  kit.deadLetters,
);
