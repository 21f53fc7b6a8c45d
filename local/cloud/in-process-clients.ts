import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';

import type { Clients } from '#local/runtime/provision/clients.ts';
import type { Wire } from '#local/wire/create-wire.ts';
import { hubPlace } from './hub-place.ts';

/** The hub administrator's clients, without a socket: they make what the templates ask for. */
export function inProcessClients({ requestHandler }: Wire, endpoint: string): Clients {
  const configuration = {
    region: hubPlace.region,
    endpoint,
    requestHandler,
    credentials: { accessKeyId: hubPlace.accessKeyId, secretAccessKey: hubPlace.accessKeyId },
  };
  return {
    sqs: new SQSClient(configuration),
    dynamoDb: new DynamoDBClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    eventBridge: new EventBridgeClient(configuration),
    scheduler: new SchedulerClient(configuration),
  };
}
