import {
  CreateBackupCommand, CreateTableCommand, DescribeTableCommand, DynamoDBClient, GetItemCommand, ListBackupsCommand, PutItemCommand,
  RestoreTableFromBackupCommand, ScanCommand,
} from '@aws-sdk/client-dynamodb';

import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';

import { createBackups } from './backups.ts';
import { openDynamoEngine } from './dynalite-engine.ts';
import { createDynamoDb } from './dynamodb.ts';
import { createTables } from './tables.ts';
import type { StoredBackup } from './stored-backup.ts';

const AT = Date.UTC(2026, 2, 10, 2);
const place = { accountId: '000000000000', region: 'us-east-1' };
let close = () => Promise.resolve();
afterEach(() => close());

/** A table with a sparse index and 30 items, and a client for it. */
async function aTable() {
  const engine = await openDynamoEngine(place);
  close = () => engine.close();
  const backups = createBackups({ tables: createTables(engine), backups: new Map<string, StoredBackup>(), region: place.region, now: () => AT });
  const dispatch = createDispatch({ backends: { dynamodb: createDynamoDb(engine, backups) }, identities: createIdentities(new VirtualTimers()), routes: {} });
  const client = new DynamoDBClient({
    requestHandler: createInProcessHandler(dispatch) as never,
    region: place.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'any' },
  });
  await client.send(new CreateTableCommand({
    TableName: 'runs',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'dueAt', AttributeType: 'N' }],
    GlobalSecondaryIndexes: [{ IndexName: 'due', KeySchema: [{ AttributeName: 'dueAt', KeyType: 'HASH' }], Projection: { ProjectionType: 'KEYS_ONLY' } }],
  }));
  const put = (pk: string, dueAt: number) => client.send(new PutItemCommand({ TableName: 'runs', Item: { pk: { S: pk }, dueAt: { N: String(dueAt) } } }));
  for (let item = 0; item < 30; item += 1) await put(`item-${String(item)}`, item);
  const backUp = async () => (await client.send(new CreateBackupCommand({ TableName: 'runs', BackupName: 'before' }))).BackupDetails?.BackupArn;
  return { client, put, backUp };
}

/** The SDK's errors are told apart by their names. */
function named(name: string): Error {
  return expect.objectContaining({ name }) as Error;
}

describe('on-demand backups of the local DynamoDB', () => {
  it('are restored as a new table, as the old one was at that moment', async () => {
    const { client, put, backUp } = await aTable();
    const BackupArn = await backUp();
    await put('item-0', 777);
    await put('later', 1);
    await client.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: 'runs-restored' }));
    const { Count } = await client.send(new ScanCommand({ TableName: 'runs-restored' }));
    const { Item } = await client.send(new GetItemCommand({ TableName: 'runs-restored', Key: { pk: { S: 'item-0' } } }));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'runs-restored' }));
    expect({ Count, dueAt: Item?.['dueAt'], indexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName), restore: Table?.RestoreSummary }).toEqual({
      Count: 30, dueAt: { N: '0' }, indexes: ['due'], restore: { SourceBackupArn: BackupArn, RestoreDateTime: new Date(AT), RestoreInProgress: false },
    });
  });

  it('are listed', async () => {
    const { client, backUp } = await aTable();
    const BackupArn = await backUp();
    const { BackupSummaries } = await client.send(new ListBackupsCommand({ TableName: 'runs' }));
    expect(BackupSummaries).toMatchObject([{ TableName: 'runs', BackupArn, BackupName: 'before', BackupStatus: 'AVAILABLE', BackupCreationDateTime: new Date(AT) }]);
  });

  it('are never restored over a table that is there', async () => {
    const { client, backUp } = await aTable();
    await expect(client.send(new RestoreTableFromBackupCommand({ BackupArn: await backUp(), TargetTableName: 'runs' }))).rejects.toThrow(
      named('TableAlreadyExistsException'),
    );
  });

  it('are refused for what is not there', async () => {
    const { client } = await aTable();
    await expect(client.send(new CreateBackupCommand({ TableName: 'other', BackupName: 'before' }))).rejects.toThrow(named('TableNotFoundException'));
    await expect(client.send(new RestoreTableFromBackupCommand({ BackupArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/runs/backup/1', TargetTableName: 'copy' })))
      .rejects.toThrow(named('BackupNotFoundException'));
    await expect(client.send(new DescribeTableCommand({ TableName: 'other' }))).rejects.toThrow(named('ResourceNotFoundException'));
  });

  it('say nothing of a table that was not restored', async () => {
    const { client, backUp } = await aTable();
    await backUp();
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'runs' }));
    expect([Table?.TableStatus, Table?.RestoreSummary]).toEqual(['ACTIVE', undefined]);
  });
});
