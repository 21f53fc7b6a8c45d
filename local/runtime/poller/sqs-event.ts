import type { SQSEvent } from 'aws-lambda';
import type { Received } from '#local/aws/sqs/lambda-record.ts';

import type { EventSource } from './event-source.ts';

/** The event that Lambda hands to a function for a batch of messages. */
export function sqsEvent(batch: readonly Received[], { queueArn }: EventSource): SQSEvent {
  const awsRegion = queueArn.split(':')[3] ?? '';
  return {
    Records: batch.map((message) => ({ ...message, eventSource: 'aws:sqs', eventSourceARN: queueArn, awsRegion })),
  };
}
