import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';
import { createRunMetrics } from './effects/run-metrics.ts';
import { createReading } from './handlers/reading-service.ts';
import { createReporting } from './handlers/reporting-service.ts';

const kit = queueKit('patchwave.reporter');

export const reading = queueFunction(createReading(kit), kit.deadLetters);

export const reporting = queueFunction(createReporting({ ...kit, metrics: createRunMetrics() }), kit.deadLetters);
