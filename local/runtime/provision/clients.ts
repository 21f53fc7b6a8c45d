import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** The hub administrator's clients of the local cloud: resources are made through AWS's own API, as anybody would. */
export interface Clients {
  sqs: SQSClient;
  dynamoDb: DynamoDBClient;
  s3: S3Client;
  eventBridge: EventBridgeClient;
  scheduler: SchedulerClient;
}

/** Makes one resource; a second call, after a restart on the same data, changes nothing. */
export type Maker = (resource: MadeResource, clients: Clients) => Promise<void>;

/** The part of a resolved resource that a maker needs. */
export interface MadeResource {
  logicalId: string;
  names: { ref: string; attributes: Record<string, string> };
  properties: Record<string, unknown>;
}

/** Runs `make`; when AWS says by one of these names that the thing is already there, runs `otherwise` instead. */
export async function makeOnce(
  make: () => Promise<unknown>,
  alreadyThere: readonly string[],
  otherwise: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof Error) || !alreadyThere.includes(error.name)) throw error;
    await otherwise();
  }
}
