import { userInfo } from 'node:os';

import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import type { ApprovalApi } from './approval-api.ts';
import type { HubConnection } from './aws-hub.ts';
import { hubNames } from './hub-names.ts';
import { noFigures, type HubFigures } from './hub.ts';
import { personKey } from './local-person.ts';

/** The hub account and region of the local cloud. */
const LOCAL = { accountId: '000000000000', region: 'us-east-1', stage: 'dev', accessKey: 'test' };

export const LOCAL_ENDPOINT = 'http://127.0.0.1:4566';

/** A hub on this machine. `actor` is who asks: on one machine people share the access key, so they say their name. */
export function localConnection(endpoint: string, actor = userInfo().username): HubConnection {
  return {
    name: endpoint,
    stage: LOCAL.stage,
    accountId: LOCAL.accountId,
    client: { region: LOCAL.region, endpoint, credentials: { accessKeyId: LOCAL.accessKey, secretAccessKey: LOCAL.accessKey } },
    now: () => timeOf(endpoint),
    identity: () => Promise.resolve({ kind: 'cli', id: actor }),
    figures: async () => (await (await fetch(`${endpoint}/_local/figures`)).json()) as HubFigures,
    approvalApi: () => {
      const credentials = { accessKeyId: personKey(actor), secretAccessKey: LOCAL.accessKey };
      const { sha256 } = new STSClient({ region: LOCAL.region, credentials }).config;
      return Promise.resolve({ url: `${endpoint}/_api/approval`, region: LOCAL.region, credentials, sha256 });
    },
  };
}

/** A deployed stage, with the credentials of the environment; the services see the caller's ARN. */
export async function stageConnection(stage: string): Promise<HubConnection> {
  if (!/^[a-z][a-z0-9-]{0,15}$/.test(stage)) throw badInput(`--stage: found "${stage}", expected a stage such as dev, staging or prod.`);
  const caller = await callerOf(stage);
  return {
    name: `stage ${stage}`,
    stage,
    accountId: caller.accountId,
    client: {},
    now: () => Promise.resolve(Date.now()),
    identity: () => Promise.resolve({ kind: 'cli', id: caller.arn }),
    figures: () => Promise.resolve(noFigures),
    approvalApi: () => approvalApiOf(hubNames(stage, caller.accountId).approvalApiParameter),
  };
}

async function approvalApiOf(parameter: string): Promise<ApprovalApi> {
  const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: parameter }));
  const { region, credentials, sha256 } = new STSClient({}).config;
  return { url: Parameter?.Value ?? '', region: await region(), credentials, sha256 };
}

async function callerOf(stage: string): Promise<{ accountId: string; arn: string }> {
  try {
    const { Account, Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
    return { accountId: Account ?? '', arn: Arn ?? '' };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(exitCodes.unreachable, `stage ${stage}: could not tell who you are (${cause}). Set AWS credentials and a region, or use --endpoint.`);
  }
}

/** Every answer of the local cloud carries its own time. */
async function timeOf(endpoint: string): Promise<number> {
  let date: string | null;
  try {
    date = (await fetch(endpoint)).headers.get('date');
  } catch {
    throw new CommandFailure(exitCodes.unreachable, `${endpoint}: found nothing that answers, expected a local cloud. Start one with "npm run local" or "npm start", or name another with --endpoint.`);
  }
  return date === null ? Date.now() : Date.parse(date);
}
