import { createOnce } from '#shared/lambda/once.ts';
import { onceSuite } from '#shared/choreography/once.suite.ts';

import { openDynamoInProcess, type DynamoInProcess } from './dynamodb-in-process.ts';

let dynamo: DynamoInProcess;
beforeAll(async () => {
  dynamo = await openDynamoInProcess();
});
afterAll(() => dynamo.close());

onceSuite('DynamoDB over the local cloud', async () => {
  return createOnce({ client: dynamo.client, tableName: await dynamo.newTable(), prefix: 'VOTE' });
});
