import { badInput } from '../exit-codes.ts';
import { connectHub } from './aws-hub.ts';
import { localConnection, stageConnection } from './connections.ts';
import type { Hub } from './hub.ts';
import { readEndpoint } from './read-endpoint.ts';

/** Which hub, and who asks. */
export interface HubChoice {
  endpoint?: string;
  stage?: string;
  as?: string;
}

/** As the contracts bound it (shared/events/scalars.ts, `identity`). */
const NAME_CHARACTERS_MAX = 200;

/** Connects to the hub and makes sure that something answers there. */
export async function openHub({ endpoint, stage, as }: HubChoice): Promise<Hub> {
  const connection = stage === undefined ? localConnection(readEndpoint(endpoint), readName(as)) : await stageConnection(readStage(stage, as));
  await connection.now();
  return connectHub(connection);
}

function readStage(stage: string, as: string | undefined): string {
  if (as !== undefined) throw badInput('--as: found with --stage, expected only with a local cloud: there your AWS identity says who you are.');
  return stage;
}

function readName(name: string | undefined): string | undefined {
  if (name !== undefined && (name.trim() === '' || name.length > NAME_CHARACTERS_MAX)) {
    throw badInput(`--as: found ${String(name.length)} characters, expected a name of 1 to ${String(NAME_CHARACTERS_MAX)}.`);
  }
  return name;
}
