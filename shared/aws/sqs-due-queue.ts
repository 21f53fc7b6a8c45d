import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import type { DueQueue } from '../choreography/item.ts';
import { dueBody } from '../choreography/message.ts';

export function createSqsDueQueue(client: SQSClient, queueUrl: string): DueQueue {
  return {
    async post(due, delaySeconds) {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: dueBody(due), DelaySeconds: delaySeconds }),
      );
    },
  };
}
