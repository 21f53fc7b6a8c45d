import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

import { EXTERNAL_ID, SPOKE_ROLE_ARN } from './sample-services.ts';
import { startWireChild, type WireChild } from './wire-child.ts';

const TEST_KEY = { accessKeyId: 'test', secretAccessKey: 'test' };

describe.each(['in memory', 'on disk'])('SQS over the wire, %s', (where) => {
  let dataDir: string;
  let wire: WireChild;
  let sqs: SQSClient;
  let queueNumber = 0;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'queues-'));
    wire = await startWireChild(where === 'on disk' ? dataDir : undefined);
    sqs = new SQSClient({ region: 'us-east-1', endpoint: wire.endpoint, credentials: TEST_KEY, maxAttempts: 1 });
  });
  afterAll(async () => {
    sqs.destroy();
    await wire.stop();
    await rm(dataDir, { recursive: true });
  });

  async function createQueue(Attributes: Record<string, string> = {}) {
    queueNumber += 1;
    const name = `queue-${queueNumber}`;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return { name, QueueUrl: QueueUrl!, arn: `arn:aws:sqs:us-east-1:000000000000:${name}` };
  }

  async function createQueueWithDeadLetters(maxReceiveCount: number) {
    const deadLetters = await createQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount });
    return { deadLetters, queue: await createQueue({ RedrivePolicy }) };
  }

  async function receive(QueueUrl: string) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    return Messages ?? [];
  }

  async function bodies(QueueUrl: string) {
    return (await receive(QueueUrl)).map(({ Body }) => Body);
  }

  it('gives URLs that reach this endpoint', async () => {
    const { name } = await createQueue();
    const expected = `${wire.endpoint}/000000000000/${name}`;
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: name }))).resolves.toMatchObject({ QueueUrl: expected });
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }));
    expect(QueueUrls).toContain(expected);
  });

  it('takes a URL with whatever host a client has from before', async () => {
    const { name, QueueUrl } = await createQueue();
    const stale = new SQSClient({ region: 'us-east-1', endpoint: wire.endpoint, credentials: TEST_KEY, useQueueUrlAsEndpoint: false });
    await stale.send(new SendMessageCommand({ QueueUrl: `http://sqs.us-east-1.amazonaws.com/000000000000/${name}`, MessageBody: 'a' }));
    stale.destroy();
    await expect(bodies(QueueUrl)).resolves.toEqual(['a']);
  });

  it('holds a delayed message back until the scaled clock reaches its time', async () => {
    const { name, QueueUrl } = await createQueue();
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 600 }));
    await wire.ask('advance 599');
    await expect(receive(QueueUrl)).resolves.toEqual([]);
    await expect(wire.ask(`depth ${name}`)).resolves.toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    await wire.ask('advance 1');
    await expect(receive(QueueUrl)).resolves.toEqual([expect.objectContaining({ MessageId, Body: 'later' })]);
  });

  it('delays by the queue when the message does not say, also in a batch', async () => {
    const { QueueUrl } = await createQueue({ DelaySeconds: '10' });
    const Entries = [
      { Id: 'a', MessageBody: 'by the queue' },
      { Id: 'b', MessageBody: 'at once', DelaySeconds: 0 },
    ];
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    await expect(bodies(QueueUrl)).resolves.toEqual(['at once']);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesDelayed'] }));
    expect(Attributes).toEqual({ ApproximateNumberOfMessagesDelayed: '1' });
    await wire.ask('advance 10');
    await expect(bodies(QueueUrl)).resolves.toEqual(['by the queue']);
  });

  it('purges what is delayed too', async () => {
    const { QueueUrl } = await createQueue();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 5 }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await wire.ask('advance 5');
    await expect(bodies(QueueUrl)).resolves.toEqual([]);
  });

  it('refuses a delay over 15 minutes', async () => {
    const { QueueUrl } = await createQueue();
    const send = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', DelaySeconds: 901 }));
    await expect(send).rejects.toMatchObject({ name: 'InvalidParameterValue', message: expect.stringContaining('901') as unknown });
  });

  it('refuses receipt handles that it never gave', async () => {
    const { QueueUrl } = await createQueue();
    const handle = { QueueUrl, ReceiptHandle: 'garbage' };
    await expect(sqs.send(new DeleteMessageCommand(handle))).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
    await expect(sqs.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 }))).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
    const [message] = await receive(QueueUrl);
    const Entries = [
      { Id: 'good', ReceiptHandle: message!.ReceiptHandle! },
      { Id: 'bad', ReceiptHandle: 'garbage' },
    ];
    const { Successful, Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect([Successful, Failed]).toEqual([[{ Id: 'good' }], [expect.objectContaining({ Id: 'bad', Code: 'ReceiptHandleIsInvalid' })]]);
  });

  it('gives the poller records in the spelling of Lambda, and moves what failed too often to the dead letters', async () => {
    const { queue, deadLetters } = await createQueueWithDeadLetters(1);
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'hint' } };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl: queue.QueueUrl, MessageBody: 'b', MessageAttributes }));
    const [record] = (await wire.ask(`receive ${queue.name}`)) as [{ receiptHandle: string; attributes: { SentTimestamp: string } }];
    expect(record).toEqual({
      messageId: sent.MessageId,
      receiptHandle: expect.any(String) as unknown,
      body: 'b',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^17672/) as unknown,
        SenderId: '000000000000',
        ApproximateFirstReceiveTimestamp: record.attributes.SentTimestamp,
      },
      messageAttributes: { kind: { dataType: 'String', stringValue: 'hint', stringListValues: [], binaryListValues: [] } },
      md5OfBody: sent.MD5OfMessageBody,
      md5OfMessageAttributes: sent.MD5OfMessageAttributes,
    });
    await wire.ask(`release ${queue.name} ${record.receiptHandle}`);
    await expect(wire.ask(`receive ${queue.name}`)).resolves.toEqual([]);
    await expect(wire.ask(`depth ${deadLetters.name}`)).resolves.toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });

  it('wakes the poller for a send, a release, the end of a delay and the end of a visibility timeout', async () => {
    const { name, QueueUrl } = await createQueue({ VisibilityTimeout: '1' });
    const woken = async (act: () => Promise<unknown>) => {
      await wire.ask(`watch ${name}`);
      await act();
      return wire.ask('woken');
    };
    await expect(woken(() => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' })))).resolves.toBe(true);
    const [first] = (await wire.ask(`receive ${name}`)) as [{ receiptHandle: string }];
    await expect(woken(() => wire.ask(`release ${name} ${first.receiptHandle}`))).resolves.toBe(true);
    await expect(woken(() => wire.ask(`receive ${name}`))).resolves.toBe(true);
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'b', DelaySeconds: 60 }));
    await expect(woken(() => wire.ask('advance 60'))).resolves.toBe(true);
  });

  it('moves dead letters back to the queue each came from', async () => {
    const { queue, deadLetters } = await createQueueWithDeadLetters(1);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 1 });
    const other = await createQueue({ RedrivePolicy });
    for (const { name, QueueUrl } of [queue, other]) {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: name }));
      const [record] = (await wire.ask(`receive ${name}`)) as [{ receiptHandle: string }];
      await wire.ask(`release ${name} ${record.receiptHandle}`);
      await wire.ask(`receive ${name}`);
    }
    const sources = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters.QueueUrl }));
    expect(sources.queueUrls).toEqual([queue.QueueUrl, other.QueueUrl]);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters.arn }));
    const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: deadLetters.arn }));
    expect(Results).toEqual([expect.objectContaining({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 })]);
    await expect(bodies(queue.QueueUrl)).resolves.toEqual([queue.name]);
    await expect(bodies(other.QueueUrl)).resolves.toEqual([other.name]);
  });

  it('refuses to move from a queue that is nobody’s dead-letter queue', async () => {
    const { arn } = await createQueue();
    await expect(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('serves the hub only', async () => {
    const { QueueUrl } = await createQueue();
    const sts = new STSClient({ region: 'us-east-1', endpoint: wire.endpoint, credentials: TEST_KEY });
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: SPOKE_ROLE_ARN, RoleSessionName: 'run', ExternalId: EXTERNAL_ID }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials!;
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const spoke = new SQSClient({ region: 'us-east-1', endpoint: wire.endpoint, credentials });
    await expect(spoke.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject({ name: 'AccessDenied' });
    spoke.destroy();
    sts.destroy();
  });

  it('records the queue by its ARN and an error by its code', async () => {
    const { arn, QueueUrl } = await createQueue();
    await wire.ask('calls');
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await sqs.send(new GetQueueUrlCommand({ QueueName: 'missing' })).catch(() => undefined);
    const call = { callerArn: 'arn:aws:iam::000000000000:user/test', service: 'sqs', region: 'us-east-1', accountId: '000000000000' };
    await expect(wire.ask('calls')).resolves.toEqual([
      { ...call, operation: 'SendMessage', resource: arn },
      { ...call, operation: 'GetQueueUrl', resource: 'arn:aws:sqs:us-east-1:000000000000:missing', errorCode: 'QueueDoesNotExist' },
    ]);
  });
});
