import { randomUUID } from 'node:crypto';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';

import { createDynamoItemStore } from '#shared/aws/dynamo-item-store.ts';
import { createEventBridgeBus } from '#shared/aws/eventbridge-bus.ts';
import { manifest } from '#shared/domain/plan.ts';
import { runListKey, runReadKeyOf, waveReadKeyOf, type RunList, type RunReadModel, type WaveProgress } from '#shared/domain/read-model.ts';
import type { EventContract } from '#shared/events/contract.ts';
import type { Identity } from '#shared/events/scalars.ts';
import { postVote, type ApprovalApi } from './approval-api.ts';
import { hubNames } from './hub-names.ts';
import type { Hub, HubFigures } from './hub.ts';

export interface HubConnection {
  name: string;
  stage: string;
  accountId: string;
  /** Given to every client; empty for a deployed stage. */
  client: { region?: string; endpoint?: string; credentials?: { accessKeyId: string; secretAccessKey: string } };
  now(): Promise<number>;
  identity(): Promise<Identity>;
  figures(): Promise<HubFigures>;
  /** Asked only by who votes. */
  approvalApi(): Promise<ApprovalApi>;
}

const SOURCE = 'patchwave.cli';

export function connectHub(connection: HubConnection): Hub {
  const names = hubNames(connection.stage, connection.accountId);
  const table = { client: new DynamoDBClient(connection.client), tableName: names.tableName('reporter'), dueShards: 1, now: () => Date.now() };
  const s3 = new S3Client({ ...connection.client, forcePathStyle: connection.client.endpoint !== undefined });
  const bus = createEventBridgeBus(new EventBridgeClient(connection.client), names.busName, SOURCE);

  async function stateAt<State>(key: string): Promise<State | undefined> {
    const item = await createDynamoItemStore<State, never>(table).load(key);
    return item?.state;
  }

  async function readText(key: string): Promise<string | undefined> {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.bucketName, Key: key }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  return {
    name: connection.name,
    now: () => connection.now(),
    identity: () => connection.identity(),
    figures: () => connection.figures(),
    async request({ contract, runId, data }) {
      const id = `cli#${randomUUID()}`;
      const event = { id, runId, occurredAt: await connection.now(), contract: contract as EventContract<unknown>, data };
      const confirmed = await bus.publish([event]);
      if (!confirmed.has(id)) throw new Error(`${names.busName}: the bus did not take the ${contract.name}; try again.`);
    },
    vote: async (runId, vote) => postVote(await connection.approvalApi(), runId, vote),
    runs: async () => (await stateAt<RunList>(runListKey)) ?? { runs: [] },
    run: (runId) => stateAt<RunReadModel>(runReadKeyOf(runId)),
    async progressOf(run) {
      const progress = await Promise.all(run.waves.map(({ name }) => stateAt<WaveProgress>(waveReadKeyOf(run.runId, name))));
      return progress.filter((one) => one !== undefined);
    },
    async manifestOf({ manifestKey }) {
      const text = manifestKey === undefined ? undefined : await readText(manifestKey);
      return text === undefined ? undefined : manifest.parse(JSON.parse(text));
    },
    placeOf: (key) => `s3://${names.bucketName}/${key}`,
    readText,
  };
}
