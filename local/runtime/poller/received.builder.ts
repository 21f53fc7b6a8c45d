import type { Received } from '#local/aws/sqs/lambda-record.ts';

/** A message received once; a test spoils what it is about. */
export function received(spoiled: Partial<Received> = {}): Received {
  return {
    messageId: 'a',
    receiptHandle: `handle-of-${spoiled.messageId ?? 'a'}`,
    body: '{}',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1767600000000',
      SenderId: '000000000000',
      ApproximateFirstReceiveTimestamp: '1767600000000',
    },
    messageAttributes: {},
    md5OfBody: '99914b932bd37a50b983c5e7c90ae93b',
    ...spoiled,
  };
}
