import { localConnection, stageConnection } from '../hub/connections.ts';
import { readEndpoint } from '../hub/read-endpoint.ts';
import { connectRecoveryTables } from './aws-recovery-tables.ts';
import type { RecoveryTables } from './recovery-tables.ts';

export interface RecoveryChoice {
  endpoint?: string;
  stage?: string;
}

/** The tables of the hub that is meant. Makes sure that something answers there. */
export async function openRecovery({ endpoint, stage }: RecoveryChoice): Promise<RecoveryTables> {
  const connection = stage === undefined ? localConnection(readEndpoint(endpoint)) : await stageConnection(stage);
  await connection.now();
  return connectRecoveryTables(connection);
}
