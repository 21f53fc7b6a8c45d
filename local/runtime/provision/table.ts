import { CreateTableCommand, type CreateTableCommandInput, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';

import { makeOnce, type Maker } from './clients.ts';

// Time to live, point-in-time recovery and encryption have no local counterpart: the store knows none of them.
const TABLE_MEMBERS = ['TableName', 'BillingMode', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes'];

const ACTIVE_POLL_MS = 20;
const ACTIVE_POLLS = 250;

export const makeTable: Maker = async ({ names, properties }, { dynamoDb }) => {
  const members = Object.fromEntries(TABLE_MEMBERS.filter((name) => name in properties).map((name) => [name, properties[name]]));
  const input = members as unknown as CreateTableCommandInput;
  await makeOnce(() => dynamoDb.send(new CreateTableCommand(input)), ['ResourceInUseException']);
  await becomeActive(names.ref, dynamoDb);
};

async function becomeActive(tableName: string, dynamoDb: DynamoDBClient): Promise<void> {
  for (let polls = 0; polls < ACTIVE_POLLS; polls += 1) {
    const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName: tableName }));
    const indexes = Table?.GlobalSecondaryIndexes ?? [];
    if (Table?.TableStatus === 'ACTIVE' && indexes.every((index) => index.IndexStatus === 'ACTIVE')) return;
    await pause(ACTIVE_POLL_MS);
  }
  throw new Error(`table ${tableName}: not ACTIVE after ${(ACTIVE_POLLS * ACTIVE_POLL_MS) / 1000} s.`);
}
