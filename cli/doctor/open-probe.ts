import { STSClient } from '@aws-sdk/client-sts';

import { badInput } from '../exit-codes.ts';
import { localConnection } from '../hub/connections.ts';
import { readEndpoint } from '../hub/read-endpoint.ts';
import { stages } from '../stage/read-stage-request.ts';
import { stageParameters, type Environment } from '../stage/stage-parameters.ts';
import { connectProbe } from './aws-probe.ts';
import type { Probe, SpokeTrust } from './probe.ts';

export interface ProbeChoice {
  endpoint?: string;
  stage?: string;
}

export interface ProbeGround {
  /** Absolute path of the repository: the stage's file tells what its spokes are asked. */
  root: string;
  environment: Environment;
}

/** Chooses what to look at, and makes sure that a local cloud answers. Whether AWS does is the first thing that is looked at. */
export async function openProbe({ endpoint, stage }: ProbeChoice, ground: ProbeGround): Promise<Probe> {
  return stage === undefined ? localProbe(readEndpoint(endpoint), ground) : stageProbe(stage, ground);
}

async function localProbe(endpoint: string, { root }: ProbeGround): Promise<Probe> {
  const connection = localConnection(endpoint);
  await connection.now();
  const { name, stage, accountId, client: { region = '', ...settings } } = connection;
  return connectProbe({ name, stage, hubAccountId: accountId, region, client: settings, trust: trustOf(root, stage, {}) });
}

async function stageProbe(stage: string, { root, environment }: ProbeGround): Promise<Probe> {
  if (!stages.some((known) => known === stage)) throw badInput(`--stage: found "${stage}", expected one of ${stages.join(', ')}.`);
  const trust = trustOf(root, stage, environment);
  // Whatever the stage's file says, the environment is what people deploy with.
  const externalId = environment['PATCHWAVE_SPOKE_EXTERNAL_ID'] ?? trust.externalId;
  return connectProbe({ name: `stage ${stage}`, stage, region: await regionOf(environment), client: {}, trust: { ...trust, externalId } });
}

function trustOf(root: string, stage: string, environment: Environment): SpokeTrust {
  const parameters = stageParameters(root, stage, environment);
  const valueOf = (name: string) => parameters.get(name)?.value;
  return { roleName: valueOf('spokeRoleName') ?? 'PatchExecRole', externalId: valueOf('spokeExternalId'), organizationId: valueOf('organizationId'), optInTagValue: valueOf('optInTagValue') ?? '' };
}

async function regionOf(environment: Environment): Promise<string> {
  const named = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  if (named !== undefined && named !== '') return named;
  try {
    return await new STSClient({}).config.region();
  } catch (error) {
    throw badInput(`AWS_REGION: found nothing (${error instanceof Error ? error.message : String(error)}), expected the region of the hub, such as us-east-1.`);
  }
}
