import type { ResolvedResource } from '../template/resolve-stack.ts';

/** An event source mapping from a queue to a function. */
export interface EventSource {
  queueName: string;
  queueArn: string;
  functionArn: string;
  batchSize: number;
  /** How long a batch may wait to fill, on the scaled clock. */
  windowSeconds: number;
  /** Batches in work at once. */
  maxConcurrency: number;
  /** Whether the function's answer is asked which messages failed. */
  reportsItemFailures: boolean;
}

// Lambda's own defaults for SQS; without a limit it goes up to 1,250, which no machine here could serve.
const DEFAULT_BATCH_SIZE = 10;
const UNLIMITED_CONCURRENCY = 1_250;

export function eventSource({ logicalId, properties }: ResolvedResource): EventSource {
  const queueArn = String(properties['EventSourceArn']);
  if (!queueArn.startsWith('arn:aws:sqs:')) {
    throw new Error(`${logicalId}: found event source ${queueArn}, expected a queue; the local cloud polls nothing else.`);
  }
  const scaling = (properties['ScalingConfig'] ?? {}) as { MaximumConcurrency?: number };
  const responses = (properties['FunctionResponseTypes'] ?? []) as string[];
  return {
    queueName: queueArn.slice(queueArn.lastIndexOf(':') + 1),
    queueArn,
    functionArn: String(properties['FunctionName']),
    batchSize: Number(properties['BatchSize'] ?? DEFAULT_BATCH_SIZE),
    windowSeconds: Number(properties['MaximumBatchingWindowInSeconds'] ?? 0),
    maxConcurrency: scaling.MaximumConcurrency ?? UNLIMITED_CONCURRENCY,
    reportsItemFailures: responses.includes('ReportBatchItemFailures'),
  };
}
