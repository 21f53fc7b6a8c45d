import type { Received } from '#local/aws/sqs/lambda-record.ts';

/**
 * The messages of a batch that Lambda would leave in the queue, after the function answered `response`.
 * No answer, or an empty list, means that all succeeded; an answer that names no message of the batch, or is not
 * shaped as it should be, means that all failed. A function that does not report failures succeeded by answering.
 */
export function failedMessages(batch: readonly Received[], response: unknown): Received[] {
  if (response === null || response === undefined) return [];
  if (typeof response !== 'object') return [...batch];
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return [];
  if (!Array.isArray(failures)) return [...batch];
  const failed = new Set<unknown>(failures.map((failure: unknown) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier));
  const known = new Set<unknown>(batch.map((message) => message.messageId));
  if ([...failed].some((identifier) => !known.has(identifier))) return [...batch];
  return batch.filter((message) => failed.has(message.messageId));
}
