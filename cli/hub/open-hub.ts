import { badInput } from '../exit-codes.ts';
import { connectHub } from './aws-hub.ts';
import { LOCAL_ENDPOINT, localConnection, stageConnection } from './connections.ts';
import type { Hub } from './hub.ts';

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

function readEndpoint(endpoint = LOCAL_ENDPOINT): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(endpoint) || !URL.canParse(endpoint)) {
    throw badInput(`--endpoint: found "${endpoint}", expected the URL of a local cloud such as ${LOCAL_ENDPOINT}.`);
  }
  return endpoint.replace(/\/$/, '');
}

function readName(name: string | undefined): string | undefined {
  if (name !== undefined && (name.trim() === '' || name.length > NAME_CHARACTERS_MAX)) {
    throw badInput(`--as: found ${String(name.length)} characters, expected a name of 1 to ${String(NAME_CHARACTERS_MAX)}.`);
  }
  return name;
}
