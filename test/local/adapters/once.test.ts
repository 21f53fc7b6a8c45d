import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDb } from '#local/aws/dynamodb/dynamodb.ts';
import { openDynamoEngine, type DynamoEngine } from '#local/aws/dynamodb/dynalite-engine.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createOnce } from '#shared/lambda/once.ts';
import { onceSuite } from '#shared/lambda/once.suite.ts';

const engines: DynamoEngine[] = [];

afterAll(() => Promise.all(engines.map((engine) => engine.close())));

onceSuite('the table of records', async () => {
  const engine = await openDynamoEngine({ accountId: '000000000000', region: 'us-east-1' });
  engines.push(engine);
  const identities = createIdentities(new VirtualTimers());
  identities.register('hub', { accountId: '000000000000', arn: 'arn:aws:iam::000000000000:role/hub' });
  const dispatch = createDispatch({ backends: { dynamodb: createDynamoDb(engine) }, identities, routes: {} });
  const client = new DynamoDBClient({
    requestHandler: createInProcessHandler(dispatch) as never,
    region: 'us-east-1',
    credentials: { accessKeyId: 'hub', secretAccessKey: 'any' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'approval',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  return createOnce({ client, tableName: 'approval', prefix: 'VOTE' });
});
