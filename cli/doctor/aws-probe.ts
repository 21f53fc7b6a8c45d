import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { CommandFailure, exitCodes } from '../exit-codes.ts';
import { connectHub } from '../hub/aws-hub.ts';
import { hubNames } from '../hub/hub-names.ts';
import { noFigures, type Hub } from '../hub/hub.ts';
import { assumeSpokeRole, type ClientSettings } from './aws-spoke-probe.ts';
import { lastReadings } from './last-readings.ts';
import { readLastPlans } from './read-last-plans.ts';
import type { Probe, QueueDepth, SpokeTrust, Switches } from './probe.ts';

export interface ProbeConnection {
  name: string;
  stage: string;
  hubAccountId?: string;
  region: string;
  client: ClientSettings;
  trust: SpokeTrust;
}

const PAGE_SIZE = 100;

export function connectProbe(connection: ProbeConnection): Probe {
  const { name, stage, hubAccountId, region, trust } = connection;
  const settings = { ...connection.client, region };
  const sts = new STSClient(settings);
  let caller: Promise<{ accountId: string; arn: string }> | undefined;
  const prefix = `patchwave-${stage}-`;
  async function hub(): Promise<Hub> {
    const { accountId, arn } = await (caller ??= askCaller(sts, name));
    const now = () => Promise.resolve(Date.now());
    return connectHub({
      name, stage, accountId, client: settings, now,
      identity: () => Promise.resolve({ kind: 'cli', id: arn }),
      figures: () => Promise.resolve(noFigures),
      approvalApi: () => Promise.reject(new Error('doctor only looks: it never votes')),
    });
  }
  return {
    name, stage, trust,
    ...(hubAccountId === undefined ? {} : { hubAccountId }),
    region: () => Promise.resolve(region),
    caller: () => (caller ??= askCaller(sts, name)),
    rules: () => listRules(new EventBridgeClient(settings), `patchwave-${stage}`),
    schedules: () => listSchedules(new SchedulerClient(settings), prefix),
    queues: () => listQueues(new SQSClient(settings), prefix),
    async tableStatus(service) {
      const { Table } = await new DynamoDBClient(settings).send(new DescribeTableCommand({ TableName: `${prefix}${service}` }));
      return Table?.TableStatus ?? 'unknown';
    },
    async readBucket() {
      const { accountId } = await (caller ??= askCaller(sts, name));
      const s3 = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
      await s3.send(new ListObjectsV2Command({ Bucket: hubNames(stage, accountId).bucketName, MaxKeys: 1 }));
    },
    accounts: () => listAccounts(new OrganizationsClient(settings)),
    lastReadings: async () => lastReadings(await readLastPlans(await hub())),
    assumeSpokeRole: (accountId) => assumeSpokeRole(sts, settings, { accountId, trust }),
  };
}

async function askCaller(sts: STSClient, name: string): Promise<{ accountId: string; arn: string }> {
  try {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn };
  } catch (error) {
    // Whatever has a status has answered; all else of the checks would only fail one by one.
    const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
    if (code === undefined || $metadata?.httpStatusCode !== undefined) throw error;
    throw new CommandFailure(exitCodes.unreachable, `${name}: found nothing that answers (${code}), expected AWS. Check the network, AWS_REGION and AWS_ENDPOINT_URL.`);
  }
}

async function listRules(client: EventBridgeClient, busName: string): Promise<Switches> {
  const rules: { Name?: string | undefined; State?: string | undefined }[] = [];
  let token: string | undefined;
  do {
    const answer = await client.send(new ListRulesCommand({ EventBusName: busName, Limit: PAGE_SIZE, ...(token === undefined ? {} : { NextToken: token }) }));
    rules.push(...(answer.Rules ?? []));
    token = answer.NextToken;
  } while (token !== undefined);
  return switchesOf(rules);
}

async function listSchedules(client: SchedulerClient, prefix: string): Promise<Switches> {
  const schedules: { Name?: string | undefined; State?: string | undefined }[] = [];
  for await (const page of paginateListSchedules({ client, pageSize: PAGE_SIZE }, { NamePrefix: prefix })) schedules.push(...(page.Schedules ?? []));
  return switchesOf(schedules);
}

function switchesOf(all: readonly { Name?: string | undefined; State?: string | undefined }[]): Switches {
  const disabled = all.filter(({ State }) => State === 'DISABLED').map(({ Name = '' }) => Name);
  return { enabled: all.length - disabled.length, disabled };
}

async function listQueues(client: SQSClient, prefix: string): Promise<QueueDepth[]> {
  const urls: string[] = [];
  for await (const page of paginateListQueues({ client, pageSize: PAGE_SIZE }, { QueueNamePrefix: prefix })) urls.push(...(page.QueueUrls ?? []));
  return Promise.all(
    urls.map(async (url) => {
      const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] }));
      return {
        name: url.slice(url.lastIndexOf('/') + 1 + prefix.length),
        waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
        inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      };
    }),
  );
}

async function listAccounts(client: OrganizationsClient): Promise<string[]> {
  const active: string[] = [];
  for await (const page of paginateListAccounts({ client }, {})) {
    for (const { Id, State, Status } of page.Accounts ?? []) if (Id !== undefined && (State ?? Status) === 'ACTIVE') active.push(Id);
  }
  return active.sort();
}
