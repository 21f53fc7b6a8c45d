import { IdempotencyAlreadyInProgressError, IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';

import type { Once, RunningCall } from '../choreography/once.ts';

/** As long as a repeat may still come: the 14 days of a DLQ and one more. */
const KEPT_SECONDS = 15 * 24 * 3600;

export interface OnceTable {
  client: DynamoDBClient;
  tableName: string;
  /** Sets these records apart from the aggregates in the same table: `VOTE` gives keys `VOTE#<hash>`. */
  prefix: string;
}

/** The records share the service's table: key `pk`, TTL `expiresAt`, and no `dueAt`, so the sparse index has none. */
export function createOnce({ client, tableName, prefix }: OnceTable): Once {
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName, awsSdkV3Client: client, keyAttr: 'pk', expiryAttr: 'expiresAt',
  });
  return async <Result>(identity: Record<string, string>, call: RunningCall, work: () => Promise<Result>) => {
    const config = new IdempotencyConfig({
      throwOnNoIdempotencyKey: true,
      expiresAfterSeconds: KEPT_SECONDS,
      hashFunction: 'sha256',
      lambdaContext: call as Context,
    });
    // The identity is an argument only to be hashed into the record's key.
    const guarded = makeIdempotent(async (...[, started]: [Record<string, string>, () => Promise<Result>]) => started(), {
      persistenceStore, config, keyPrefix: prefix, dataIndexArgument: 0,
    });
    try {
      return { status: 'done', result: await guarded(identity, work) };
    } catch (error) {
      if (error instanceof IdempotencyAlreadyInProgressError) return { status: 'inProgress' };
      throw error;
    }
  };
}
