import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

import { createDynamoDueIndex } from '#shared/aws/dynamo-due-index.ts';
import { createDynamoItemStore } from '#shared/aws/dynamo-item-store.ts';
import { createEventBridgeBus } from '#shared/aws/eventbridge-bus.ts';
import { numberSetting, setting } from '#shared/lambda/environment.ts';
import { builtAtFirstCall } from '#shared/lambda/first-call.ts';
import { httpFunction } from '#shared/lambda/http-function.ts';
import { createOnce } from '#shared/lambda/once.ts';
import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';

import { approvalApi } from './handlers/api/approval-api.ts';
import { approvalService } from './handlers/approval-service.ts';

export const approving = builtAtFirstCall(() => {
  const kit = queueKit('patchwave.approval');
  return queueFunction(approvalService(kit), kit.deadLetters);
});

/** It has no queue and decides nothing: it reads the table, and its one event is a vote. */
export const api = builtAtFirstCall(() => {
  const client = new DynamoDBClient({});
  const clock = { now: () => Date.now() };
  const table = {
    client, tableName: setting('TABLE_NAME'), dueShards: numberSetting('DUE_SHARDS'), now: () => clock.now(),
  };
  return httpFunction(
    approvalApi({
      approvals: createDynamoItemStore(table),
      dueIndex: createDynamoDueIndex(table),
      bus: createEventBridgeBus(new EventBridgeClient({}), setting('BUS_NAME'), 'patchwave.api'),
      once: createOnce({ client, tableName: table.tableName, prefix: 'VOTE' }),
      clock,
    }),
  );
});
