import { createDynamoDueIndex } from '#shared/aws/dynamo-due-index.ts';
import { createDynamoItemStore, type ItemTable } from '#shared/aws/dynamo-item-store.ts';
import { dueIndexSuite } from '#shared/choreography/due-index.suite.ts';
import { itemStoreSuite } from '#shared/choreography/item-store.suite.ts';

import { openDynamoInProcess, type DynamoInProcess } from './dynamodb-in-process.ts';

let dynamo: DynamoInProcess;
beforeAll(async () => {
  dynamo = await openDynamoInProcess();
});
afterAll(() => dynamo.close());

async function newTable(): Promise<ItemTable> {
  return { client: dynamo.client, tableName: await dynamo.newTable(), dueShards: 16, now: () => 0 };
}

itemStoreSuite('DynamoDB over the local cloud', async () => createDynamoItemStore(await newTable()));

dueIndexSuite('DynamoDB over the local cloud', async () => {
  const table = await newTable();
  return { items: createDynamoItemStore(table), dueIndex: createDynamoDueIndex(table) };
});
