import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { startWireChild, type WireChild } from './wire-child.ts';

const clients: { destroy: () => void }[] = [];
afterAll(() => {
  for (const client of clients) client.destroy();
});

function connect<Client extends { destroy: () => void }>(Client: new (config: never) => Client, wire: WireChild, more: object = {}): Client {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new Client({ region: 'us-east-1', endpoint: wire.endpoint, credentials, maxAttempts: 1, ...more } as never);
  clients.push(client);
  return client;
}

async function bodies(sqs: SQSClient, QueueUrl: string | undefined) {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return (Messages ?? []).map(({ Body }) => Body);
}

describe('S3 over the wire', () => {
  let wire: WireChild;
  let s3: S3Client;
  beforeAll(async () => {
    wire = await startWireChild();
    s3 = connect(S3Client, wire, { forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
  });
  afterAll(() => wire.stop());

  async function textOf(Key: string) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'reports', Key }));
    return Body!.transformToString();
  }

  it('gives back what was put, under a key that must be encoded', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'run 1/é+.json', Body: '{}' }));
    await expect(textOf('run 1/é+.json')).resolves.toBe('{}');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'reports', Prefix: 'run 1/' }));
    expect(Contents!.map(({ Key }) => Key)).toEqual(['run 1/é+.json']);
  });

  it('lets exactly one of many first writers win', async () => {
    const writers = Array.from({ length: 8 }, (_, index) => `answer ${index}`);
    const writes = writers.map((Body) => s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'first', Body, IfNoneMatch: '*' })));
    const results = await Promise.allSettled(writes);
    const winners = writers.filter((_, index) => results[index]!.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    await expect(textOf('first')).resolves.toBe(winners[0]);
    const refusals = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refusals).toMatchObject(Array(7).fill({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } }));
  });

  it('replaces only the version that was read', async () => {
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'versioned', Body: 'one' }));
    await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'versioned', Body: 'two', IfMatch: ETag }));
    const late = s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'versioned', Body: 'three', IfMatch: ETag }));
    await expect(late).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(textOf('versioned')).resolves.toBe('two');
  });

  it('refuses a sub-resource rather than overwrite the object with it', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'tagged', Body: 'body' }));
    const tag = s3.send(new PutObjectTaggingCommand({ Bucket: 'reports', Key: 'tagged', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }));
    await expect(tag).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
    await expect(textOf('tagged')).resolves.toBe('body');
  });
});

describe('SNS over the wire', () => {
  let wire: WireChild;
  beforeAll(async () => {
    wire = await startWireChild();
  });
  afterAll(() => wire.stop());

  it('delivers to a queue, and to the dead-letter queue once that queue is gone', async () => {
    const [sns, sqs] = [connect(SNSClient, wire), connect(SQSClient, wire)];
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'notices' }));
    const notices = await sqs.send(new CreateQueueCommand({ QueueName: 'notices' }));
    const lost = await sqs.send(new CreateQueueCommand({ QueueName: 'lost-notices' }));
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:lost-notices' });
    const Attributes = { RawMessageDelivery: 'true', RedrivePolicy };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:000000000000:notices', Attributes }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'one' }));
    await expect(bodies(sqs, notices.QueueUrl)).resolves.toEqual(['one']);
    await sqs.send(new DeleteQueueCommand({ QueueUrl: notices.QueueUrl }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'two' }));
    await expect(bodies(sqs, lost.QueueUrl)).resolves.toEqual(['two']);
  });
});

describe('a wire with a data folder', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'wire-'));
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  it('refuses a second process, and after it was killed has its tables, messages and objects', async () => {
    const first = await startWireChild(dataDir);
    const key = { AttributeName: 'pk', KeyType: 'HASH' as const };
    const table = { TableName: 'runs', BillingMode: 'PAY_PER_REQUEST' as const, KeySchema: [key], AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }] };
    await connect(DynamoDBClient, first).send(new CreateTableCommand(table));
    const { QueueUrl } = await connect(SQSClient, first).send(new CreateQueueCommand({ QueueName: 'kept' }));
    await connect(SQSClient, first).send(new SendMessageCommand({ QueueUrl, MessageBody: 'still here' }));
    // Taken, and never deleted: its taker dies with the process.
    await expect(first.ask('receive kept')).resolves.toHaveLength(1);
    const s3 = connect(S3Client, first, { forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
    await s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'k', Body: 'object' }));
    await expect(startWireChild(dataDir)).rejects.toThrow(/DynamoDB tables in .* cannot be opened: .*lock/i);
    await first.kill();

    const second = await startWireChild(dataDir);
    await expect(connect(DynamoDBClient, second).send(new ListTablesCommand({}))).resolves.toMatchObject({ TableNames: ['runs'] });
    await expect(bodies(connect(SQSClient, second, { useQueueUrlAsEndpoint: false }), QueueUrl)).resolves.toEqual(['still here']);
    const { Body } = await connect(S3Client, second, { forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'kept', Key: 'k' }));
    await expect(Body!.transformToString()).resolves.toBe('object');
    await second.stop();
  });
});
