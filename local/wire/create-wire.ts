/**
 * The wire of the local cloud: one endpoint on 127.0.0.1 that any AWS SDK or the AWS CLI can use.
 *
 *   const wire = await createWire({ services: { ssm, ec2, events, scheduler }, timers, roles, organization });
 *   wire.identities.register('AKIAPLANNER', { accountId, arn, functionName: 'planner-control' });
 *   const endpoint = await wire.listen(4566);               // 'http://127.0.0.1:4566'; EADDRINUSE rejects
 *   new SSMClient({ requestHandler: wire.requestHandler }); // the same cloud without a socket; give SQS clients
 *                                                           // `endpoint` too, or the SDK warns at every call
 *   await wire.queues.receive('patchwave-dev-planner', 10); // the poller's way in
 *   await wire.close();
 *
 * A request is routed by the service name of its signature. STS, Organizations and CloudWatch are built in; SQS, SNS
 * and S3 are fauxqs, DynamoDB is dynalite; the given services are spoken by their SDK schemas. The access key id names
 * the caller (`test` is the hub's administrator); signatures are not verified. With `dataDir`, tables, queues, topics
 * and objects survive a restart; sessions and messages that wait for their DelaySeconds do not. The folder must be
 * held by one process only: a second one is refused here by LevelDB's lock, but should be told so by its starter.
 */
import { join } from 'node:path';

import type { AlarmParts } from '#local/aws/cloudwatch/alarm-operations.ts';
import { createCloudWatch, type StoredDatum } from '#local/aws/cloudwatch/cloudwatch.ts';
import { createBackups } from '#local/aws/dynamodb/backups.ts';
import { openDynamoEngine } from '#local/aws/dynamodb/dynalite-engine.ts';
import { createDynamoDb } from '#local/aws/dynamodb/dynamodb.ts';
import type { StoredBackup } from '#local/aws/dynamodb/stored-backup.ts';
import { createTables } from '#local/aws/dynamodb/tables.ts';
import type { OrganizationDirectory } from '#local/aws/organizations/organization-directory.ts';
import { createOrganizations } from '#local/aws/organizations/organizations.ts';
import { createS3 } from '#local/aws/s3/s3.ts';
import { createSns } from '#local/aws/sns/sns.ts';
import { openFauxqs, type Fauxqs } from '#local/aws/sqs/fauxqs.ts';
import { watchQueues, type QueueAccess } from '#local/aws/sqs/queue-access.ts';
import { createSendToQueue, type SendToQueue } from '#local/aws/sqs/send-to-queue.ts';
import { createSqs } from '#local/aws/sqs/sqs.ts';
import type { RoleDirectory } from '#local/aws/sts/role-directory.ts';
import { createSts } from '#local/aws/sts/sts.ts';
import type { Timers } from '#local/clock/clock.ts';
import { openRecordsFile } from '#local/records/records-file.ts';

import type { Backend } from './backend.ts';
import { createDispatch, type Dispatch, type RecordedCall } from './dispatch.ts';
import { listenHttp, type HttpFront } from './http-front.ts';
import { createIdentities, HUB_ACCOUNT_ID, type Identities } from './identities.ts';
import { createInProcessHandler, type InProcessHandler } from './in-process-handler.ts';
import { createSchemaBackends } from './schema-backends.ts';
import type { LocalService } from './service.ts';
import type { PlainRoutes } from './unsigned-requests.ts';

const HUB_REGION = 'us-east-1';

export interface WireParts {
  /** By signing name: `ssm`, `ec2`, `events`, `scheduler`. */
  services: Record<string, LocalService>;
  /** Further services that speak for themselves, by signing name, such as the HTTP API's `execute-api`. */
  backends?: Record<string, Backend>;
  /** The scaled clock: sessions expire on it, DelaySeconds runs on it. */
  timers: Timers;
  roles: RoleDirectory;
  organization: OrganizationDirectory;
  /** Where CloudWatch keeps its alarms, and whom it tells of their changes. Default: in memory, and nobody. */
  alarms?: Omit<AlarmParts, 'now'>;
  /** Default: a new set that knows the hub's administrator. */
  identities?: Identities;
  /** Plain HTTP by path prefix, such as the HTTP API. More may be added to the object later. */
  routes?: PlainRoutes;
  /** Called after every call of every service. */
  onCall?: (call: RecordedCall) => void;
  /** Told of exceptions in the given services that are not AWS errors. Default: written to stderr. */
  onFault?: (error: unknown) => void;
  /** A folder for tables, queues, topics and objects. Default: all in memory. */
  dataDir?: string;
  /** The hub's region, which the tables' ARNs name. Default `us-east-1`. */
  region?: string;
}

export interface Wire {
  /** Opens the endpoint on 127.0.0.1 and returns its URL. Port 0 takes a free one. */
  listen: (port: number) => Promise<string>;
  dispatch: Dispatch;
  /** Give it to any SDK client as `requestHandler`. */
  requestHandler: InProcessHandler;
  queues: QueueAccess;
  /** For what is not called by anybody: the bus's deliveries. */
  sendToQueue: SendToQueue;
  identities: Identities;
  /** What PutMetricData brought, oldest first. */
  metrics: readonly StoredDatum[];
  close: () => Promise<void>;
}

export async function createWire(parts: WireParts): Promise<Wire> {
  const identities = parts.identities ?? createIdentities(parts.timers);
  const { alarms = { alarms: new Map(), publish: () => undefined } } = parts;
  const cloudwatch = createCloudWatch({ ...alarms, now: () => parts.timers.now() });
  const stores = await openStores(parts);
  const queues = watchQueues(stores.fauxqs.sqsStore, parts.timers);
  let front: HttpFront | undefined;
  // Before `listen`, and in processes that never do, the documented port stands in: no one connects to it.
  const endpoint = () => `http://127.0.0.1:${front?.port ?? 4566}`;
  const ownServices = {
    sts: createSts({ identities, roles: parts.roles }),
    organizations: createOrganizations(parts.organization),
    monitoring: cloudwatch.service,
  };
  const backends = {
    ...createSchemaBackends({ ...ownServices, ...parts.services }, parts.onFault),
    sqs: createSqs({ fauxqs: stores.fauxqs, clock: parts.timers, endpoint }),
    sns: createSns(stores.fauxqs),
    s3: createS3(stores.fauxqs),
    dynamodb: createDynamoDb(stores.dynamo, createBackups({ tables: createTables(stores.dynamo), backups: stores.backups, region: parts.region ?? HUB_REGION, now: () => parts.timers.now() })),
    ...parts.backends,
  };
  const dispatch = createDispatch({ backends, identities, routes: parts.routes ?? {}, onCall: parts.onCall });
  return {
    listen: async (port) => {
      front = await listenHttp(dispatch, port, parts.timers);
      return endpoint();
    },
    dispatch,
    requestHandler: createInProcessHandler(dispatch),
    queues,
    sendToQueue: createSendToQueue(stores.fauxqs),
    identities,
    metrics: cloudwatch.metrics,
    close: async () => {
      await front?.close();
      queues.close();
      await stores.fauxqs.close();
      await stores.dynamo.close();
      stores.closeBackups();
    },
  };
}

// DynamoDB first: its lock refuses a second process on the folder before anything else is touched.
async function openStores({ dataDir, region = HUB_REGION }: WireParts) {
  const path = dataDir === undefined ? undefined : join(dataDir, 'dynamodb');
  const dynamo = await openDynamoEngine({ path, accountId: HUB_ACCOUNT_ID, region });
  const fauxqs: Fauxqs = await openFauxqs(dataDir === undefined ? undefined : join(dataDir, 'messaging'));
  const backups = dataDir === undefined ? undefined : openRecordsFile<StoredBackup>(join(dataDir, 'backups.jsonl'));
  return { dynamo, fauxqs, backups: backups ?? new Map<string, StoredBackup>(), closeBackups: () => backups?.close() };
}
