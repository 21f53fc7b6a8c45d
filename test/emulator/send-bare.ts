import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as events from '@aws-sdk/client-eventbridge';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';

import { asAdministrator } from './as-administrator.ts';
import { refusedWith } from './refused-with.ts';

type Client = new (config: object) => { send(command: unknown): Promise<unknown> };
type Sdk = Record<string, unknown>;

const sdks: Record<string, { sdk: Sdk; client: unknown }> = {
  monitoring: { sdk: cloudwatch, client: cloudwatch.CloudWatchClient },
  dynamodb: { sdk: dynamodb, client: dynamodb.DynamoDBClient },
  ec2: { sdk: ec2, client: ec2.EC2Client },
  events: { sdk: events, client: events.EventBridgeClient },
  organizations: { sdk: organizations, client: organizations.OrganizationsClient },
  s3: { sdk: s3, client: s3.S3Client },
  scheduler: { sdk: scheduler, client: scheduler.SchedulerClient },
  sqs: { sdk: sqs, client: sqs.SQSClient },
  ssm: { sdk: ssm, client: ssm.SSMClient },
  sts: { sdk: sts, client: sts.STSClient },
};

/** What goes into an address: without it the client does not send the call at all. */
const addressed = { Bucket: 'a-bucket', Key: 'a-key', Body: 'x' };

/** Sends `service:Operation` with next to no input, once. Gives the words of the refusal; undefined where it was answered. */
export async function refusalOfBareCall(operation: string, endpoint: string): Promise<string | undefined> {
  const [service = '', name = ''] = operation.split(':');
  const known = sdks[service];
  const Command = known?.sdk[`${name}Command`] as (new (input: object) => unknown) | undefined;
  if (known === undefined || Command === undefined) throw new Error(`${operation}: the code calls it, and no client here knows it; add it to test/emulator/send-bare.ts.`);
  const client = new (known.client as Client)({ ...asAdministrator(endpoint), maxAttempts: 1, forcePathStyle: true });
  return refusedWith(client.send(new Command({ ...addressed, QueueUrl: `${endpoint}/000000000000/no-such-queue` })));
}
