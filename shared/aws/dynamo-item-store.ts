import {
  ConditionalCheckFailedException, GetItemCommand, PutItemCommand, type AttributeValue, type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

import type { Item, ItemStore } from '../choreography/item.ts';
import { dueShardOf } from './due-shard.ts';

/** Items outlive the DLQ (14 days) and the bus archive: 90 days after the last write. */
const KEPT_SECONDS = 90 * 24 * 3600;

export interface ItemTable {
  client: DynamoDBClient;
  tableName: string;
  /** How many partitions the sparse index is spread over. */
  dueShards: number;
  /** Epoch ms. */
  now(): number;
}

/** Layout: `pk`, `version`, `body` (state and outbox as JSON), `dueShard` + `dueAt` (the sparse index `due`), `expiresAt` (TTL). */
export function createDynamoItemStore<State, Recipe>(table: ItemTable): ItemStore<State, Recipe> {
  return {
    async load(key) {
      const { Item: row } = await table.client.send(
        new GetItemCommand({ TableName: table.tableName, Key: { pk: { S: key } }, ConsistentRead: true }),
      );
      return row === undefined ? undefined : fromRow<State, Recipe>(row);
    },

    async save(item) {
      const versionBefore = item.version - 1;
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.tableName,
            Item: toRow(table, item),
            ConditionExpression: versionBefore === 0 ? 'attribute_not_exists(pk)' : 'version = :before',
            ...(versionBefore === 0 ? {} : { ExpressionAttributeValues: { ':before': { N: String(versionBefore) } } }),
          }),
        );
        return 'saved';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'lost';
        throw error;
      }
    },
  };
}

function toRow<State, Recipe>(table: ItemTable, item: Item<State, Recipe>): Record<string, AttributeValue> {
  const { state, outbox, outboxSeq } = item;
  return {
    pk: { S: item.key },
    version: { N: String(item.version) },
    body: { S: JSON.stringify({ state, outbox, outboxSeq }) },
    expiresAt: { N: String(Math.floor(table.now() / 1000) + KEPT_SECONDS) },
    ...(item.dueAt === undefined
      ? {}
      : { dueAt: { N: String(item.dueAt) }, dueShard: { N: String(dueShardOf(item.key, table.dueShards)) } }),
  };
}

function fromRow<State, Recipe>(row: Record<string, AttributeValue>): Item<State, Recipe> {
  const body = JSON.parse(row['body']?.S ?? '') as Pick<Item<State, Recipe>, 'state' | 'outbox' | 'outboxSeq'>;
  const dueAt = row['dueAt']?.N;
  return {
    key: row['pk']?.S ?? '',
    version: Number(row['version']?.N),
    ...body,
    ...(dueAt === undefined ? {} : { dueAt: Number(dueAt) }),
  };
}
