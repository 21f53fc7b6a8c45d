import { QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';

import type { Due, DueIndex } from '../choreography/item.ts';
import type { ItemTable } from './dynamo-item-store.ts';

/** Per shard and tick; what is left over is found by the next tick. */
const DUE_PER_SHARD_MAX = 2_000;

export function createDynamoDueIndex(table: ItemTable): DueIndex {
  return {
    async before(epochMs) {
      const shards = await Promise.all(
        Array.from({ length: table.dueShards }, (_, shard) => dueInShard(table, shard, epochMs)),
      );
      return shards.flat();
    },
  };
}

async function dueInShard(table: ItemTable, shard: number, epochMs: number): Promise<Due[]> {
  const due: Due[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.tableName,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :before',
        ExpressionAttributeValues: { ':shard': { N: String(shard) }, ':before': { N: String(epochMs) } },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    due.push(...(page.Items ?? []).map(dueOf));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && due.length < DUE_PER_SHARD_MAX);
  return due;
}

function dueOf(row: Record<string, AttributeValue>): Due {
  return { key: row['pk']?.S ?? '', dueAt: Number(row['dueAt']?.N) };
}
