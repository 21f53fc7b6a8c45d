import { openDynamoEngine } from '#local/aws/dynamodb/dynalite-engine.ts';
import { createDynamoDb } from '#local/aws/dynamodb/dynamodb.ts';
import { createCloudWatch } from '#local/aws/cloudwatch/cloudwatch.ts';
import { createOrganizations } from '#local/aws/organizations/organizations.ts';
import { createSts } from '#local/aws/sts/sts.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch, type RecordedCall } from '#local/wire/dispatch.ts';
import { listenHttp } from '#local/wire/http-front.ts';
import { createIdentities, type Identities } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';

import { sampleOrganization, sampleRoles, sampleServices } from './sample-services.ts';

export interface Fronts {
  /** Client settings that reach the cloud through each front. */
  http: object;
  inProcess: object;
  endpoint: string;
  calls: RecordedCall[];
  faults: unknown[];
  timers: VirtualTimers;
  identities: Identities;
  close: () => Promise<void>;
}

/** All of the wire that jest can hold: everything but fauxqs, which is ESM only. */
export async function openFronts(): Promise<Fronts> {
  const timers = new VirtualTimers(Date.parse('2026-01-01T00:00:00Z'));
  const identities = createIdentities(timers);
  const calls: RecordedCall[] = [];
  const faults: unknown[] = [];
  const engine = await openDynamoEngine({ accountId: '000000000000', region: 'us-east-1' });
  const services = {
    ...sampleServices(),
    sts: createSts({ identities, roles: sampleRoles }),
    organizations: createOrganizations(sampleOrganization),
    monitoring: createCloudWatch({ now: () => timers.now(), alarms: new Map(), publish: () => undefined }).service,
  };
  const backends = { ...createSchemaBackends(services, (error) => void faults.push(error)), dynamodb: createDynamoDb(engine) };
  const routes = { '/health': () => ({ status: 200, headers: {}, body: 'well' }) };
  const dispatch = createDispatch({ backends, identities, routes, onCall: (call) => void calls.push(call) });
  const front = await listenHttp(dispatch, 0, { now: () => Date.now() });
  const endpoint = `http://127.0.0.1:${front.port}`;
  return {
    http: { endpoint },
    inProcess: { endpoint: 'http://127.0.0.1:1', requestHandler: createInProcessHandler(dispatch) },
    endpoint,
    calls,
    faults,
    timers,
    identities,
    close: async () => {
      await front.close();
      await engine.close();
    },
  };
}
