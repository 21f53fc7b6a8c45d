import { GetQueueUrlCommand, type MessageAttributeValue, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PausableTimers } from '#local/clock/clock.ts';
import type { Deliver } from '#local/eventbridge/delivery/deliver.ts';

import type { Invoke } from './invoker.ts';

export interface DeliveryParts {
  clock: PausableTimers;
  sqs: SQSClient;
  /** Asked late, because the runtime that serves it is made after the bus. */
  invoke: () => Invoke;
}

/**
 * Brings what the bus and the scheduler send to queues and functions. The clock is held until it arrived: between a
 * timer that fires and the message it sends no simulated time may pass.
 */
export function createDelivery({ clock, sqs, invoke }: DeliveryParts): Deliver {
  const queueUrls = new Map<string, string>();

  async function queueUrl(queueName: string): Promise<string> {
    const known = queueUrls.get(queueName);
    if (known !== undefined) return known;
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
    queueUrls.set(queueName, QueueUrl);
    return QueueUrl;
  }

  return async (targetArn, payload, { messageGroupId, messageAttributes }) => {
    const [, , service, , , name = ''] = targetArn.split(':');
    const release = clock.hold();
    try {
      if (service === 'sqs') {
        await sqs.send(
          new SendMessageCommand({
            QueueUrl: await queueUrl(name),
            MessageBody: payload,
            ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
            ...(messageAttributes && { MessageAttributes: attributesOf(messageAttributes) }),
          }),
        );
      } else if (service === 'lambda') {
        await invoke()(targetArn, JSON.parse(payload));
      } else {
        throw new Error(`target ${targetArn}: expected a queue or a function; the local cloud delivers to nothing else.`);
      }
    } finally {
      release();
    }
  };
}

function attributesOf(attributes: Record<string, string>): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}
