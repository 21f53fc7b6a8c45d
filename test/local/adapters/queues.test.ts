import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';

import { createSqsDeadLetters } from '#shared/aws/sqs-dead-letters.ts';
import { createSqsDueQueue } from '#shared/aws/sqs-due-queue.ts';
import { deadLettersSuite } from '#shared/choreography/dead-letters.suite.ts';
import { dueQueueSuite } from '#shared/choreography/due-queue.suite.ts';
import { startWireChild, type WireChild } from '#test/local/wire/wire-child.ts';

interface ReceivedMessage {
  body: string;
  messageAttributes: Record<string, { stringValue?: string } | undefined>;
}

let wire: WireChild;
let sqs: SQSClient;
let queues = 0;

beforeAll(async () => {
  wire = await startWireChild();
  sqs = new SQSClient({ region: 'us-east-1', endpoint: wire.endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
});
afterAll(async () => {
  sqs.destroy();
  await wire.stop();
});

/** An empty queue, and all that a consumer received from it so far. */
async function newQueue() {
  queues += 1;
  const name = `queue-${queues}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const received: ReceivedMessage[] = [];
  return {
    url: QueueUrl!,
    async received() {
      received.push(...((await wire.ask(`receive ${name}`)) as ReceivedMessage[]));
      return received;
    },
  };
}

dueQueueSuite('SQS over the local cloud', async () => {
  const queue = await newQueue();
  return {
    dueQueue: createSqsDueQueue(sqs, queue.url),
    async pass(seconds) {
      await wire.ask(`advance ${seconds}`);
    },
    delivered: async () => (await queue.received()).map(({ body }) => body),
  };
});

deadLettersSuite('SQS over the local cloud', async () => {
  const queue = await newQueue();
  return {
    deadLetters: createSqsDeadLetters(sqs, queue.url),
    buried: async () =>
      (await queue.received()).map(({ body, messageAttributes }) => ({
        body,
        cause: messageAttributes['Cause']?.stringValue ?? '',
        originalMessageId: messageAttributes['OriginalMessageId']?.stringValue ?? '',
      })),
  };
});
