import { CreateTableCommand, waitUntilTableExists, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { createDynamoDueIndex } from '#shared/aws/dynamo-due-index.ts';
import { createDynamoItemStore, type ItemTable } from '#shared/aws/dynamo-item-store.ts';
import { dueIndexSuite } from '#shared/choreography/due-index.suite.ts';
import { itemStoreSuite } from '#shared/choreography/item-store.suite.ts';
import { onceSuite } from '#shared/choreography/once.suite.ts';
import { createOnce } from '#shared/lambda/once.ts';
import { tableOfService } from './table-of-service.ts';

/** Everything that keeps items in a table, over a DynamoDB that may belong to others; `connect` is called when the tests run. */
export function tableSuites(implementation: string, connect: () => DynamoDBClient): void {
  async function newTable(): Promise<{ client: DynamoDBClient; tableName: string }> {
    const client = connect();
    // A name of its own: the server may outlive this process.
    const name = `table-${process.pid}-${(made += 1)}`;
    const { TableDescription } = await client.send(new CreateTableCommand(tableOfService(name)));
    const tableName = TableDescription?.TableName ?? name;
    await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: tableName });
    return { client, tableName };
  }
  let made = 0;
  const newItemTable = async (): Promise<ItemTable> => ({ ...(await newTable()), dueShards: 16, now: () => 0 });

  itemStoreSuite(implementation, async () => createDynamoItemStore(await newItemTable()));
  dueIndexSuite(implementation, async () => {
    const table = await newItemTable();
    return { items: createDynamoItemStore(table), dueIndex: createDynamoDueIndex(table) };
  });
  onceSuite(implementation, async () => createOnce({ ...(await newTable()), prefix: 'VOTE' }));
}
