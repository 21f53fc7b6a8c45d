import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListEventBusesCommand, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

import type { Access } from './as-administrator.ts';

/** Everything in the account that carries the stage's name, as `kind name`, sorted: buses, rules, queues, topics, tables, buckets, schedules, alarms. */
export async function namesOfStage(access: Access, stage: string): Promise<string[]> {
  const events = new EventBridgeClient(access);
  const { EventBuses = [] } = await events.send(new ListEventBusesCommand({}));
  const rules = await Promise.all(EventBuses.map(({ Name }) => events.send(new ListRulesCommand({ EventBusName: Name }))));
  const { QueueUrls = [] } = await new SQSClient(access).send(new ListQueuesCommand({}));
  const { Topics = [] } = await new SNSClient(access).send(new ListTopicsCommand({}));
  const { TableNames = [] } = await new DynamoDBClient(access).send(new ListTablesCommand({}));
  const { Buckets = [] } = await new S3Client({ ...access, forcePathStyle: true }).send(new ListBucketsCommand({}));
  const { Schedules = [] } = await new SchedulerClient(access).send(new ListSchedulesCommand({}));
  const { MetricAlarms = [] } = await new CloudWatchClient(access).send(new DescribeAlarmsCommand({}));
  const found: Record<string, (string | undefined)[]> = {
    bus: EventBuses.map(({ Name }) => Name),
    rule: rules.flatMap(({ Rules = [] }) => Rules.map(({ Name }) => Name)),
    queue: QueueUrls.map((url) => url.split('/').at(-1)),
    topic: Topics.map(({ TopicArn }) => TopicArn?.split(':').at(-1)),
    table: TableNames,
    bucket: Buckets.map(({ Name }) => Name),
    schedule: Schedules.map(({ Name }) => Name),
    alarm: MetricAlarms.map(({ AlarmName }) => AlarmName),
  };
  return Object.entries(found).flatMap(([kind, names]) => names.filter((name) => name?.startsWith(`patchwave-${stage}`)).map((name) => `${kind} ${name ?? ''}`)).sort();
}
