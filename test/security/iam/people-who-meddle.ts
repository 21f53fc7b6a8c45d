import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ListOrganizationalUnitsForParentCommand, ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetQueueAttributesCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CreateDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';

import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import type { Hub } from '#cli/hub/hub.ts';
import { requestControl, requestRun } from '#cli/requests.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { calendarText } from '#test/local/fleet/calendar.builder.ts';
import { momentsTaken } from '#test/local/system/fleet-journal.ts';
import { clientOf, eventually } from '#test/local/system/hub-of.ts';

type Tell = (line: string) => void;

interface Served {
  endpoint: string;
  /** The folder that the cloud keeps its data in. */
  data: string;
}

type ServedHub = Hub & Pick<Served, 'data'>;

const ALARM = 'shop-errors';
const CALENDAR = 'ChangeFreeze';

const policyFor = (accountId: string, change: object): object => ({
  targets: { accounts: [accountId], regions: ['us-east-1'] },
  patch: { deliveryTimeoutMinutes: 30 },
  approval: { required: false },
  waves: [{ name: 'all', maxConcurrency: '100%', maxErrors: '100%' }],
  ...change,
});

/** Does to a served cloud what a healthy run never sees, so that every call of every function is made once. */
export async function actAsPeople({ endpoint, data }: Served, tell: Tell): Promise<void> {
  const hub: ServedHub = { ...connectHub(localConnection(endpoint, 'recorder')), data };
  await makeGuards(endpoint);
  await guardedRun(hub);
  tell('a run that alarms and a calendar guard has started to send');
  await abortedRun(hub);
  tell('a run was paused, resumed and aborted');
  await runOfUnit(hub, endpoint);
  tell('a run over an organizational unit was planned');
  await runApprovedByApi(hub, endpoint);
  tell('a run was approved by the API');
  await poisonEveryQueue(endpoint);
  tell('every queue has met a message that nobody can read');
}

async function makeGuards(endpoint: string): Promise<void> {
  await new SSMClient(clientOf(endpoint)).send(
    new CreateDocumentCommand({ Name: CALENDAR, DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT', Content: calendarText([]) }),
  );
  const cloudWatch = new CloudWatchClient(clientOf(endpoint));
  const metric = { Namespace: 'Shop', MetricName: 'Errors', Statistic: 'Sum', Period: 60 } as const;
  await cloudWatch.send(new PutMetricAlarmCommand({ AlarmName: ALARM, ...metric, EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' }));
  await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue: 'OK', StateReason: 'said by the recorder' }));
}

/** The alarm of the spoke does not exist there: it is asked for all the same, and the run holds. */
async function guardedRun(hub: ServedHub): Promise<void> {
  const hubAlarm = `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${ALARM}`;
  await startedRun(hub, policyFor('111111111111', { name: 'guarded', alarms: [hubAlarm], calendars: [CALENDAR] }));
  const spokeAlarm = `arn:aws:cloudwatch:us-east-1:222222222222:alarm:${ALARM}`;
  const held = await requestRun(hub, { policy: policyFor('222222222222', { name: 'held', alarms: [spokeAlarm] }) });
  await reached(hub, held, { what: 'a hold on sending', is: ({ waves }) => waves.some(({ status }) => status === 'Running') });
  await requestControl(hub, held, { action: 'abort', reason: 'seen enough' });
  await reached(hub, held, { what: 'its end', is: ended });
}

async function abortedRun(hub: ServedHub): Promise<void> {
  // An account with a dead agent: a command waits there for its delivery, and can still be cancelled.
  const runId = await startedRun(hub, policyFor('444444444444', { name: 'aborted' }));
  await requestControl(hub, runId, { action: 'pause', reason: 'lunch' });
  await reached(hub, runId, { what: 'a pause', is: ({ status }) => status === 'Paused' });
  await requestControl(hub, runId, { action: 'resume', reason: 'back' });
  await reached(hub, runId, { what: 'going on', is: ({ status }) => status !== 'Paused' });
  await requestControl(hub, runId, { action: 'abort', reason: 'enough' });
  await reached(hub, runId, { what: 'its end', is: ended });
}

async function runOfUnit(hub: Hub, endpoint: string): Promise<void> {
  const organizations = new OrganizationsClient(clientOf(endpoint));
  const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
  const { OrganizationalUnits = [] } = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: Roots[0]?.Id ?? '' }));
  const targets = { organizationalUnits: [OrganizationalUnits[0]?.Id ?? ''], regions: ['us-east-1'] };
  const runId = await requestRun(hub, { policy: policyFor('', { name: 'unit', targets, approval: { required: true } }) });
  await reached(hub, runId, { what: 'a plan', is: ({ waves }) => waves.length > 0 });
  await requestControl(hub, runId, { action: 'abort', reason: 'planned, which was all' });
  await reached(hub, runId, { what: 'its end', is: ended });
}

async function runApprovedByApi(hub: Hub, endpoint: string): Promise<void> {
  const runId = await requestRun(hub, { policy: policyFor('333333333333', { name: 'asked', approval: { required: true } }) });
  const { waves } = await reached(hub, runId, { what: 'an approval that is asked for', is: (run) => run.waves.some(({ approval }) => approval?.state === 'requested') });
  const api = signedCaller(endpoint);
  await api('GET', '/approvals');
  await api('GET', `/approvals/${runId}/all`);
  await api('POST', `/runs/${runId}/waves/all/votes`, { waveHash: waves[0]?.approval?.waveHash, decision: 'approve' });
  await reached(hub, runId, { what: 'its start', is: (run) => run.waves.some(({ status }) => status === 'Running') });
}

/** The local cloud reads who calls from the signature's scope, and verifies nothing. */
function signedCaller(endpoint: string): (method: string, path: string, body?: object) => Promise<void> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0';
  return async (method, path, body) => {
    const answer = await fetch(`${endpoint}/_api/approval${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: found ${String(answer.status)} ${await answer.text()}, expected success`);
  };
}

async function poisonEveryQueue(endpoint: string): Promise<void> {
  const sqs = new SQSClient(clientOf(endpoint));
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  // Rules have dead-letter queues of their own, which no function reads.
  const read = QueueUrls.filter((url) => QueueUrls.includes(`${url}-dlq`));
  for (const QueueUrl of read) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'unreadable' }));
  for (const url of read) {
    await eventually(`a dead letter of ${url}`, async () => {
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: `${url}-dlq`, AttributeNames: ['ApproximateNumberOfMessages'] }));
      return Number(Attributes?.['ApproximateNumberOfMessages']) > 0 ? true : undefined;
    });
  }
}

interface Awaited {
  what: string;
  is: (run: RunReadModel) => boolean;
}

async function startedRun(hub: ServedHub, policy: object): Promise<string> {
  const runId = await requestRun(hub, { policy });
  await eventually('a first command', () => Promise.resolve(momentsTaken(hub.data, runId)[0]));
  return runId;
}

/** `what` is waited for, and told when it does not come. */
function reached(hub: Hub, runId: string, { what, is }: Awaited): Promise<RunReadModel> {
  return eventually(what, async () => {
    const run = await hub.run(runId);
    if (run?.rejection !== undefined) throw new Error(`expected the run to be accepted, found ${JSON.stringify(run.rejection)}`);
    return run !== undefined && is(run) ? run : undefined;
  });
}

function ended({ status }: RunReadModel): boolean {
  return !['Planning', 'AwaitingApproval', 'Running', 'Paused'].includes(status);
}
