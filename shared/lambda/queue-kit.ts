import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

import { createDynamoDueIndex } from '../aws/dynamo-due-index.ts';
import { createDynamoItemStore } from '../aws/dynamo-item-store.ts';
import { createEventBridgeBus } from '../aws/eventbridge-bus.ts';
import { rememberObjects } from '../aws/remembered-objects.ts';
import { createS3ObjectStore } from '../aws/s3-object-store.ts';
import { createSqsDeadLetters } from '../aws/sqs-dead-letters.ts';
import { createSqsDueQueue } from '../aws/sqs-due-queue.ts';
import type { Clock } from '../choreography/clock.ts';
import type { ItemStore } from '../choreography/item.ts';
import { isLocal, numberSetting, setting } from './environment.ts';

/** The hub-side effects that every service is wired with; one set per function, built at cold start. */
export function queueKit(source: string) {
  const clock: Clock = { now: () => Date.now() };
  const sqs = new SQSClient({});
  const table = {
    client: new DynamoDBClient({}),
    tableName: setting('TABLE_NAME'),
    dueShards: numberSetting('DUE_SHARDS'),
    now: () => clock.now(),
  };
  return {
    clock,
    backOff,
    items: <State, Recipe>(): ItemStore<State, Recipe> => createDynamoItemStore<State, Recipe>(table),
    dueIndex: createDynamoDueIndex(table),
    dueQueue: createSqsDueQueue(sqs, setting('QUEUE_URL')),
    deadLetters: createSqsDeadLetters(sqs, setting('DLQ_URL')),
    bus: createEventBridgeBus(new EventBridgeClient({}), setting('BUS_NAME'), source),
    objects: rememberObjects(createS3ObjectStore(new S3Client({ forcePathStyle: isLocal() }), setting('BUCKET_NAME'))),
  };
}

const BACK_OFF_MS = 25;

/** Full jitter, so that two writers that met once do not meet again. */
function backOff(attempt: number): Promise<void> {
  const ceilingMs = BACK_OFF_MS * 2 ** attempt;
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceilingMs));
}
