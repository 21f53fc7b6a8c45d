import { AwsError } from '#local/wire/service.ts';

import type { Fauxqs } from './fauxqs.ts';

interface QueueMessage {
  body: string;
  /** For FIFO queues. */
  groupId?: string;
  attributes?: Record<string, string>;
}

/**
 * What the bus and the scheduler do when their target is a queue. On AWS that is no call of anybody's; without a wire
 * it also costs a tenth. Throws SQS's own errors, a queue that does not exist among them.
 */
export type SendToQueue = (queueName: string, message: QueueMessage) => void;

export function createSendToQueue({ sqsStore, send }: Fauxqs): SendToQueue {
  return (queueName, { body, groupId, attributes = {} }) => {
    const queue = sqsStore.getQueueByName(queueName);
    if (queue === undefined) throw new AwsError('QueueDoesNotExist', `The queue ${queueName} does not exist.`);
    const entries = Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]);
    try {
      send({
        QueueUrl: queue.url,
        MessageBody: body,
        ...(groupId !== undefined && { MessageGroupId: groupId }),
        ...(entries.length > 0 && { MessageAttributes: Object.fromEntries(entries) as Record<string, unknown> }),
      });
    } catch (error) {
      throw asAwsError(error);
    }
  };
}

/** fauxqs calls all its errors SqsError; whoever delivers must tell a final one from one to try again, by its name. */
function asAwsError(error: unknown): unknown {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? new AwsError(error.code, error.message) : error;
}
