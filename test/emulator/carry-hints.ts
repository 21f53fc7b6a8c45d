import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand, PutRuleCommand, PutTargetsCommand, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { asAdministrator } from './as-administrator.ts';

const BUS = 'patchwave-dev';
const account = '000000000000';

interface Place {
  events: EventBridgeClient;
  queues: SQSClient;
}

interface Rule {
  pattern: string;
  queueName: string;
}

function placeAt(endpoint: string): Place {
  const access = asAdministrator(endpoint);
  return { events: new EventBridgeClient(access), queues: new SQSClient(access) };
}

export interface Carrier {
  /** How many hints a deployed rule has matched. */
  carried(): number;
  stop(): Promise<void>;
}

/**
 * Carries the fleet's hints (ended commands) to the hub on MiniStack, which has no delivery between the buses of two
 * accounts: for each, MiniStack itself says which of the deployed rules matches, and the rule's queue gets it.
 */
export async function carryHints(fleetEndpoint: string, hubEndpoint: string): Promise<Carrier> {
  const [fleet, hub] = [placeAt(fleetEndpoint), placeAt(hubEndpoint)];
  const { QueueUrl } = await fleet.queues.send(new CreateQueueCommand({ QueueName: 'hints' }));
  await fleet.events.send(new PutRuleCommand({ Name: 'hints', EventBusName: BUS, EventPattern: JSON.stringify({ source: ['aws.ssm'] }) }));
  await fleet.events.send(new PutTargetsCommand({ Rule: 'hints', EventBusName: BUS, Targets: [{ Id: 'queue', Arn: `arn:aws:sqs:us-east-1:${account}:hints` }] }));
  const rules = await rulesOf(hub);
  let carried = 0;
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const { Messages = [] } = await fleet.queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 }));
      for (const { Body = '', ReceiptHandle } of Messages) {
        carried += await deliver(hub, { rules, hubEndpoint }, Body);
        await fleet.queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  })();
  return { carried: () => carried, stop() {
      stopping.abort();
      return loop;
    } };
}

async function rulesOf({ events }: Place): Promise<Rule[]> {
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: BUS }));
  const ofSpokes = Rules.filter(({ EventPattern = '' }) => EventPattern.includes('aws.ssm'));
  return Promise.all(ofSpokes.map(async ({ Name, EventPattern = '' }) => {
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName: BUS }));
    return { pattern: EventPattern, queueName: Targets[0]?.Arn?.split(':').at(-1) ?? '' };
  }));
}

async function deliver({ events, queues }: Place, { rules, hubEndpoint }: { rules: readonly Rule[]; hubEndpoint: string }, event: string): Promise<number> {
  let delivered = 0;
  for (const { pattern, queueName } of rules) {
    const { Result } = await events.send(new TestEventPatternCommand({ EventPattern: pattern, Event: event }));
    if (Result !== true) continue;
    await queues.send(new SendMessageCommand({ QueueUrl: `${hubEndpoint}/${account}/${queueName}`, MessageBody: event }));
    delivered += 1;
  }
  return delivered;
}
