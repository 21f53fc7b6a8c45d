import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { openDynamoEngine } from '#local/aws/dynamodb/dynalite-engine.ts';
import { createDynamoDb } from '#local/aws/dynamodb/dynamodb.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { tableOfService } from './table-of-service.ts';

export interface DynamoInProcess {
  client: DynamoDBClient;
  /** Creates an empty table and gives its name. */
  newTable(): Promise<string>;
  close(): Promise<void>;
}

/** DynamoDB of the local cloud behind the SDK's client. */
export async function openDynamoInProcess(): Promise<DynamoInProcess> {
  const engine = await openDynamoEngine({ accountId: HUB_ACCOUNT_ID, region: 'us-east-1' });
  const identities = createIdentities(new VirtualTimers());
  identities.register('hub', { accountId: HUB_ACCOUNT_ID, arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:role/hub` });
  const dispatch = createDispatch({ backends: { dynamodb: createDynamoDb(engine) }, identities, routes: {} });
  const client = new DynamoDBClient({
    requestHandler: createInProcessHandler(dispatch) as never,
    region: 'us-east-1',
    credentials: { accessKeyId: 'hub', secretAccessKey: 'any' },
  });
  let tables = 0;
  return {
    client,
    async newTable(): Promise<string> {
      tables += 1;
      const { TableDescription } = await client.send(new CreateTableCommand(tableOfService(`table-${tables}`)));
      return TableDescription!.TableName!;
    },
    close: () => engine.close(),
  };
}
