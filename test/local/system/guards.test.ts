import { join } from 'node:path';

import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand, type StateValue } from '@aws-sdk/client-cloudwatch';
import { CreateDocumentCommand, SSMClient, UpdateDocumentCommand, UpdateDocumentDefaultVersionCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import type { Hub } from '#cli/hub/hub.ts';
import { requestRun } from '#cli/requests.ts';
import { holdsNow, type RunHold } from '#shared/domain/run-holds.ts';
import type { RunSummary } from '#shared/domain/run-summary.ts';
import { calendarText } from '#test/local/fleet/calendar.builder.ts';
import { momentsTaken } from './fleet-journal.ts';
import { clientOf, eventually } from './hub-of.ts';
import { createWorkbench } from './start-process.ts';

// One system for all, and an account for each: a target belongs to one run at a time. Twenty minutes of the fleet's time a
// second are slow enough to step in, and fast enough for the two hours after which a dead agent's command is given up.
jest.setTimeout(180_000);

const minuteMs = 60_000;
const ALARM = 'shop-errors';

const bench = createWorkbench('local/serve.ts');
const terminal = createWorkbench('cli/main.ts');
afterAll(() => Promise.all([bench.clean(), terminal.clean()]));

let endpoint: string;
let data: string;
let hub: Hub;

beforeAll(async () => {
  data = join(bench.folder(), 'data');
  const served = bench.start(['--port', '0', '--accounts', '4', '--regions', 'us-east-1', '--instances', '100', '--speed', '1200', '--data', data]);
  endpoint = await served.says(/Local cloud at (\S+):/);
  hub = connectHub(localConnection(endpoint, 'tester'));
});

/** One target whose instances go a few at a time, so that there is a middle to step into. */
function policyFor(accountId: string, change: object): object {
  return {
    targets: { accounts: [accountId], regions: ['us-east-1'] },
    patch: { deliveryTimeoutMinutes: 5 },
    approval: { required: false },
    waves: [{ name: 'all', maxConcurrency: '20%', maxErrors: '100%' }],
    ...change,
  };
}

async function startedRun(policy: object): Promise<string> {
  const runId = await requestRun(hub, { policy });
  await eventually('a first command', async () => {
    const run = await hub.run(runId);
    if (run?.rejection !== undefined) throw new Error(`expected the run to be accepted, found ${JSON.stringify(run.rejection)}`);
    return momentsTaken(data, runId)[0];
  });
  return runId;
}

async function watchedToItsEnd(runId: string): Promise<RunSummary & { exitCode: number | null }> {
  const { exitCode, stdout, stderr } = await terminal.run(['--endpoint', endpoint, 'run', 'watch', runId, '--json']);
  if (stdout === '') throw new Error(`expected a summary, found:\n${stderr}`);
  return { exitCode, ...(JSON.parse(stdout) as RunSummary) };
}

/** Waits until the run says that it holds what it would send, and why. */
function heldSending(runId: string): Promise<RunHold> {
  return eventually('a hold of the sending', async () => {
    const run = await hub.run(runId);
    return run === undefined ? undefined : holdsNow(run, await hub.progressOf(run), await hub.now()).find(({ what }) => what === 'sending');
  });
}

function decided(outcomes: object): number {
  return (Object.values(outcomes) as number[]).reduce((sum, count) => sum + count, 0);
}

describe('an alarm that a policy names', () => {
  it('halts the run when somebody raises it in the spoke, and nothing is sent afterwards', async () => {
    const cloudWatch = await cloudWatchOf('111111111111');
    await setAlarm(cloudWatch, 'OK');
    const runId = await startedRun(policyFor('111111111111', { name: 'guarded', alarms: [alarmOf('111111111111')] }));

    const raisedAt = await hub.now();
    await setAlarm(cloudWatch, 'ALARM');
    const summary = await watchedToItsEnd(runId);

    // A claim that was made before the halt was known may still be sent within the function's time-out.
    const late = momentsTaken(data, runId).filter((moment) => moment > raisedAt + 2 * minuteMs);
    const { planned, outcomes } = summary.totals;
    expect({ exitCode: summary.exitCode, status: summary.status, reason: summary.reason, waves: summary.waves.map(({ status }) => status), decided: decided(outcomes), late }).toEqual({
      exitCode: 1, status: 'Halted', reason: expect.stringContaining(ALARM) as string, waves: ['Halted'], decided: planned, late: [],
    });
    expect(outcomes.Skipped).toBeGreaterThan(0);
  });

  it('keeps a run from sending anything while it is raised, and lets it go when it is not', async () => {
    const cloudWatch = await cloudWatchOf('222222222222');
    await setAlarm(cloudWatch, 'ALARM');
    const runId = await requestRun(hub, { policy: policyFor('222222222222', { name: 'patient', alarms: [alarmOf('222222222222')] }) });

    const hold = await heldSending(runId);
    const sentMeanwhile = momentsTaken(data, runId);
    await setAlarm(cloudWatch, 'OK');
    const summary = await watchedToItsEnd(runId);

    expect({ reason: hold.reason, sentMeanwhile, status: summary.status }).toEqual({ reason: 'AlarmRaised', sentMeanwhile: [], status: 'Completed' });
  });
});

describe('a change calendar that a policy names', () => {
  it('holds the sending while it is frozen, and lets the run complete when it has thawed', async () => {
    const ssm = new SSMClient(clientOf(endpoint));
    const document = { Name: 'ChangeFreeze', DocumentFormat: 'TEXT' } as const;
    await ssm.send(new CreateDocumentCommand({ ...document, DocumentType: 'ChangeCalendar', Content: calendarText([]) }));
    const runId = await startedRun(policyFor('333333333333', { name: 'calendared', calendars: ['ChangeFreeze'] }));

    const frozenAt = await hub.now();
    await ssm.send(new UpdateDocumentCommand({ ...document, DocumentVersion: '$LATEST', Content: calendarText([['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']]) }));
    await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: document.Name, DocumentVersion: '2' }));
    const hold = await heldSending(runId);
    const thawedAt = await hub.now();
    await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: document.Name, DocumentVersion: '1' }));
    const summary = await watchedToItsEnd(runId);

    // An edit is known within a minute; a claim that was made just before may still be sent within the function's time-out.
    const moments = momentsTaken(data, runId);
    const { planned, outcomes } = summary.totals;
    expect({
      reason: hold.reason, whileFrozen: moments.filter((moment) => moment > frozenAt + 2 * minuteMs && moment < thawedAt), after: moments.some((moment) => moment > thawedAt),
      status: summary.status, decided: decided(outcomes), skipped: outcomes.Skipped,
    }).toEqual({ reason: 'CalendarClosed', whileFrozen: [], after: true, status: 'Completed', decided: planned, skipped: undefined });
  });

  it('that does not exist holds the sending, and the run goes on when somebody makes it', async () => {
    const runId = await requestRun(hub, { policy: policyFor('444444444444', { name: 'forgetful', calendars: ['NotMadeYet'] }) });

    const hold = await heldSending(runId);
    const sentMeanwhile = momentsTaken(data, runId);
    const ssm = new SSMClient(clientOf(endpoint));
    await ssm.send(new CreateDocumentCommand({ Name: 'NotMadeYet', DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT', Content: calendarText([]) }));

    expect({ reason: hold.reason, sentMeanwhile, status: (await watchedToItsEnd(runId)).status }).toEqual({ reason: 'CalendarUnknown', sentMeanwhile: [], status: 'Completed' });
  });
});

function alarmOf(accountId: string): string {
  return `arn:aws:cloudwatch:us-east-1:${accountId}:alarm:${ALARM}`;
}

async function cloudWatchOf(accountId: string): Promise<CloudWatchClient> {
  const sts = new STSClient(clientOf(endpoint));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/PatchExecRole`, RoleSessionName: 'operator', ExternalId: 'patchwave-local' }));
  const credentials = { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken! };
  return new CloudWatchClient({ ...clientOf(endpoint), credentials });
}

async function setAlarm(cloudWatch: CloudWatchClient, state: StateValue): Promise<void> {
  const metric = { Namespace: 'Shop', MetricName: 'Errors', Statistic: 'Sum', Period: 60 } as const;
  await cloudWatch.send(new PutMetricAlarmCommand({ AlarmName: ALARM, ...metric, EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' }));
  await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue: state, StateReason: 'said by an operator' }));
}
