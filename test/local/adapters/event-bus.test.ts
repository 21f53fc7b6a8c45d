import { EventBridgeClient, type PutEventsCommandInput, type PutEventsCommandOutput, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

import { createEventBridge } from '#local/eventbridge/create-event-bridge.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import type { Caller, LocalService } from '#local/wire/service.ts';
import { createEventBridgeBus } from '#shared/aws/eventbridge-bus.ts';
import { eventBusSuite, type ArrivedEvent } from '#shared/choreography/event-bus.suite.ts';

const HUB = { accountId: HUB_ACCOUNT_ID, region: 'us-east-1' };
const QUEUE_ARN = `arn:aws:sqs:us-east-1:${HUB_ACCOUNT_ID}:consumer`;

type Answer = Omit<PutEventsCommandOutput, '$metadata'>;
type PutEvents = (input: PutEventsCommandInput, caller: Caller) => Answer;

/** EventBridge sometimes fails single entries of a call that is answered with success: its own `InternalFailure`. */
function refusing(service: LocalService, ids: Set<string>): LocalService {
  const putEvents = service['PutEvents'] as unknown as PutEvents;
  const isRefused = ({ Detail = '' }: PutEventsRequestEntry) => ids.delete((JSON.parse(Detail) as { metadata: { id: string } }).metadata.id);
  const PutEvents: PutEvents = ({ Entries = [] }, caller) => {
    const results = Entries.map((entry) => (isRefused(entry) ? refusal : putEvents({ Entries: [entry] }, caller).Entries?.[0] ?? {}));
    return { FailedEntryCount: results.filter((result) => result === refusal).length, Entries: results };
  };
  return { ...service, PutEvents };
}

const refusal = { ErrorCode: 'InternalFailure', ErrorMessage: 'The request processing has failed.' };

eventBusSuite('EventBridge over the local cloud', () => {
  const timers = new VirtualTimers();
  const identities = createIdentities(timers);
  identities.register('planner', { accountId: HUB_ACCOUNT_ID, arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:role/planner` });
  const arrived: ArrivedEvent[] = [];
  const refused = new Set<string>();
  let ids = 0;
  const bridge = createEventBridge({
    timers,
    newId: () => `event-${++ids}`,
    deliver(_arn, payload) {
      const { source, 'detail-type': detailType, detail } = JSON.parse(payload) as { source: string; 'detail-type': string; detail: unknown };
      arrived.push({ source, detailType, detail });
      return Promise.resolve();
    },
  });
  bridge.createEventBus({ Name: 'patchwave-test' }, HUB);
  bridge.putRule({ Name: 'all', EventBusName: 'patchwave-test', EventPattern: '{"source":[{"prefix":"patchwave."}]}' }, HUB);
  bridge.putTargets({ Rule: 'all', EventBusName: 'patchwave-test', Targets: [{ Id: 'consumer', Arn: QUEUE_ARN }] }, HUB);
  const backends = createSchemaBackends({ events: refusing(bridge.service, refused) });
  const client = new EventBridgeClient({
    requestHandler: createInProcessHandler(createDispatch({ backends, identities, routes: {} })) as never,
    region: 'us-east-1',
    credentials: { accessKeyId: 'planner', secretAccessKey: 'any' },
  });
  return Promise.resolve({
    bus: createEventBridgeBus(client, 'patchwave-test', 'patchwave.planner'),
    async arrived() {
      timers.advanceBy(1_000);
      await new Promise(setImmediate);
      return arrived;
    },
    refuseOnce: (id: string) => void refused.add(id),
  });
});
