import {
  BatchWriteItemCommand, DescribeTableCommand, DynamoDBClient, paginateScan, ResourceNotFoundException, type AttributeValue,
  type TableDescription, type WriteRequest,
} from '@aws-sdk/client-dynamodb';

import { createDynamoItemStore } from '#shared/aws/dynamo-item-store.ts';
import { RESTORE_KEY } from '#shared/choreography/restore-mark.ts';
import type { Restore } from '#shared/domain/restore.ts';

import type { HubConnection } from '../hub/aws-hub.ts';
import { hubNames } from '../hub/hub-names.ts';
import { wallPace } from '../wait-until.ts';
import type { RecoveryTables, StoredRow, TableOrigin } from './recovery-tables.ts';

/** The limit of BatchWriteItem. */
const BATCH_ROWS_MAX = 25;

/** Between two tries of what DynamoDB did not take, ms: a new on-demand table grows to its load. */
const TRY_AGAIN_MS = 500;

export function connectRecoveryTables(connection: Pick<HubConnection, 'name' | 'stage' | 'accountId' | 'client' | 'now'>): RecoveryTables {
  const client = new DynamoDBClient(connection.client);
  const names = hubNames(connection.stage, connection.accountId);

  async function originOf(tableName: string): Promise<TableOrigin> {
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      return originIn(Table ?? {});
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return 'missing';
      throw error;
    }
  }

  async function send(tableName: string, requests: readonly WriteRequest[]): Promise<void> {
    for (let from = 0; from < requests.length; from += BATCH_ROWS_MAX) {
      let left: WriteRequest[] = requests.slice(from, from + BATCH_ROWS_MAX);
      while (left.length > 0) {
        const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }));
        left = UnprocessedItems?.[tableName] ?? [];
        if (left.length > 0) await wallPace.pause(TRY_AGAIN_MS);
      }
    }
  }

  function marksIn(tableName: string) {
    return createDynamoItemStore<Restore, never>({ client, tableName, dueShards: 1, now: () => Date.now() });
  }

  return {
    name: connection.name,
    tableName: (service) => names.tableName(service),
    now: () => connection.now(),
    originOf,
    async *rows(tableName) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName, ConsistentRead: true })) yield Items.map(storedRow);
    },
    write: (tableName, rows) => send(tableName, rows.map(({ row }) => ({ PutRequest: { Item: row as Record<string, AttributeValue> } }))),
    remove: (tableName, keys) => send(tableName, keys.map((key) => ({ DeleteRequest: { Key: { pk: { S: key } } } }))),
    markOf: async (tableName) => (await marksIn(tableName).load(RESTORE_KEY))?.state,
    async putMark(tableName, restore) {
      const marks = marksIn(tableName);
      const version = ((await marks.load(RESTORE_KEY))?.version ?? 0) + 1;
      const saved = await marks.save({ key: RESTORE_KEY, version, state: restore, outbox: [], outboxSeq: 0 });
      if (saved === 'lost') throw new Error(`${tableName}: another recover writes to it at the same moment.`);
    },
  };
}

function originIn({ TableStatus, RestoreSummary }: TableDescription): TableOrigin {
  if (RestoreSummary?.RestoreInProgress === true || TableStatus !== 'ACTIVE') return 'being restored';
  const restoredTo = RestoreSummary?.RestoreDateTime?.getTime();
  return restoredTo === undefined ? 'not restored' : { restoredTo };
}

function storedRow(row: Record<string, AttributeValue>): StoredRow {
  return { key: row['pk']?.S ?? '', row };
}
