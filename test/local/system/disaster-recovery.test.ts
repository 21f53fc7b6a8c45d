import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import { createFleet } from '#local/fleet/create-fleet.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { commandsTaken, takenMoreThanOnce } from './fleet-journal.ts';
import { clientOf, endpointOf, eventually } from './hub-of.ts';
import { commandsOfPage } from './page-commands.ts';
import { outcomesByInstance, readReport, type ReportFile } from './report-file.ts';
import { createWorkbench, type Ending } from './start-process.ts';

// A rehearsal: copies of the tables at different moments of a run, sends after them, the hub killed, all tables and queues
// lost, then docs/disaster-recovery.md to the letter. The fleet knows what really happened.
jest.setTimeout(120_000);

const runs = createWorkbench();
const standing = createWorkbench('local/serve.ts');
afterAll(() => Promise.all([runs.clean(), standing.clean()]));

const page = commandsOfPage('docs/disaster-recovery.md');
const size = { seed: 1, accounts: 4, regions: ['us-east-1'], instances: 60 };
const fleetOptions = ['--headless', '--accounts', '4', '--regions', 'us-east-1', '--instances', '60'];

// A few instances at a time, so that there is a half of it.
const policy = `
name: half-done
targets: { accounts: ['111111111111', '222222222222', '333333333333', '444444444444'], regions: [us-east-1] }
patch: { operation: Install, rebootOption: RebootIfNeeded, deliveryTimeoutMinutes: 10 }
approval: { required: true }
waves:
  - { name: first, tags: { Wave: [canary] }, maxConcurrency: 100%, maxErrors: 100% }
  - { name: second, dependsOn: [first], maxConcurrency: 3, maxErrors: 100%, maxConcurrentAccounts: 2 }
`;

interface Rehearsed {
  data: string;
  /** Commands that the fleet had taken at the first copy, at the last, at the kill, at the end. */
  taken: { atFirstCopy: number; atLastCopy: number; atKill: number; atEnd: number };
  recovered: { restoredTo: string; tables: { service: string; restoredTo: string; written: number }[] };
  lists: { named: string[]; there: string[] };
  ending: Ending;
  report: ReportFile;
}
let rehearsed: Rehearsed;

beforeAll(async () => {
  const folder = runs.folder();
  const data = join(folder, 'data');
  writeFileSync(join(folder, 'policy.yaml'), policy);
  const start = (speed: string) => runs.start([
    ...fleetOptions, '--speed', speed, '--auto-approve', '--policy', join(folder, 'policy.yaml'), '--data', data, '--json', join(folder, 'summary.json'),
  ]);
  const takenSoFar = () => commandsTaken(data).length;
  const takes = (count: number) => eventually(`${String(count)} commands taken`, () => Promise.resolve(takenSoFar() >= count ? true : undefined));

  const first = start('1200');
  const endpoint = await endpointOf(first);
  await takes(6);
  const atFirstCopy = takenSoFar();
  await page.run('backup', endpoint);
  const atLastCopy = takenSoFar();
  await takes(atLastCopy + 3);
  await first.kill('SIGKILL');
  const atKill = takenSoFar();
  loseTablesAndQueues(data);

  const { recovered, lists } = await recover(data);
  const ending = await start('max').ended;
  rehearsed = { data, taken: { atFirstCopy, atLastCopy, atKill, atEnd: takenSoFar() }, recovered, lists, ending, report: readReport(ending) };
}, 120_000);

/** Objects and messages share one file. */
function loseTablesAndQueues(data: string): void {
  rmSync(join(data, 'cloud', 'dynamodb'), { recursive: true });
  const database = new DatabaseSync(join(data, 'cloud', 'messaging', 'fauxqs.db'));
  database.exec('DELETE FROM sqs_messages');
  database.close();
}

/** The steps of the page, on a hub of which no function runs. */
async function recover(data: string): Promise<Pick<Rehearsed, 'recovered' | 'lists'>> {
  const stopped = standing.start(['--port', '0', '--data', data, '--speed', '240'], { PATCHWAVE_FUNCTIONS: 'stopped' });
  const endpoint = await stopped.says(/Local cloud at (\S+):/);
  const stoppedAt = new Date(await connectHub(localConnection(endpoint)).now()).toISOString();
  const lists = { named: namedOnPage(), there: await thereInStage(endpoint) };
  await page.run('restore-backup', endpoint);
  await page.run('purge', endpoint);
  await standsStillSince(endpoint, stoppedAt);
  const said = await page.run('recover', endpoint, { STOPPED: `${stoppedAt} --json` });
  await stopped.kill('SIGTERM');
  return { recovered: JSON.parse(said) as Rehearsed['recovered'], lists };
}

/** The page says: at least two minutes. */
function standsStillSince(endpoint: string, moment: string): Promise<true> {
  const over = Date.parse(moment) + 2 * 60_000;
  return eventually('two minutes of the fleet', async () => ((await connectHub(localConnection(endpoint)).now()) > over ? true : undefined));
}

function namedOnPage(): string[] {
  const [tables = '', queues = ''] = [/^TABLES="(.*)"$/m, /^QUEUES="(.*)"$/m].map((line) => line.exec(page.textOf('names'))?.[1]);
  return [...tables.split(' '), ...queues.split(' ').flatMap((queue) => [queue, `${queue}-dlq`])].map((name) => `patchwave-dev-${name}`).sort();
}

/** The platform's own: dead letters of alarms and of notices to people, which no service hears. */
const ofPlatform = /-(forward-alarms|notices)-dlq$/;

async function thereInStage(endpoint: string): Promise<string[]> {
  const { TableNames = [] } = await new DynamoDBClient(clientOf(endpoint)).send(new ListTablesCommand({}));
  const { QueueUrls = [] } = await new SQSClient(clientOf(endpoint)).send(new ListQueuesCommand({}));
  const queues = QueueUrls.map((url) => url.split('/').at(-1) ?? '').filter((name) => !ofPlatform.test(name));
  return [...TableNames, ...queues].sort();
}

const countOf = <Value>(values: readonly Value[]) => new Map(values.map((value) => [value, values.filter((other) => other === value).length]));

describe('a hub that is restored from copies of its tables', () => {
  it('had sent commands before, between and after the copies, and had more to send', () => {
    const { atFirstCopy, atLastCopy, atKill, atEnd } = rehearsed.taken;
    expect([atFirstCopy > 0, atKill > atLastCopy, atEnd > atKill]).toEqual([true, true, true]);
  });

  it('has all six tables back, each as of a moment of its own', () => {
    const moments = rehearsed.recovered.tables.map(({ restoredTo }) => restoredTo);
    expect([moments.length, new Set(moments).size]).toEqual([6, 6]);
    expect(rehearsed.recovered.tables.every(({ written }) => written > 0)).toBe(true);
  });

  it('goes on with the run, and completes it', () => {
    expect([rehearsed.ending.stderr.includes('holds an unfinished run; going on with it'), rehearsed.ending.exitCode]).toEqual([true, 0]);
  });

  it('has sent nothing twice: no command, and to no instance but for the one more try that its report tells of', () => {
    expect(takenMoreThanOnce(rehearsed.data)).toEqual([]);
    const commanded = countOf(commandsTaken(rehearsed.data).flatMap(({ request }) => request.instanceIds));
    const attempts = new Map(rehearsed.report.instances.map((one) => [one.instanceId, one.attempts]));
    expect(Object.fromEntries([...commanded].sort())).toEqual(Object.fromEntries([...attempts].sort()));
  });

  it('reports of each planned instance what the fleet says that it deserves', () => {
    const record = createFleet({ ...size, timers: new VirtualTimers(0), publish: () => undefined }).record();
    const planned = new Set(rehearsed.report.instances.map(({ instanceId }) => instanceId));
    const deserved = record.filter(({ instanceId }) => planned.has(instanceId)).map(({ instanceId, deserves }) => [instanceId, deserves]);
    expect(planned.size).toBeGreaterThan(30);
    expect(outcomesByInstance(rehearsed.report)).toEqual(Object.fromEntries(deserved));
  });

  it('was recovered by a page that names every table and queue of the stage', () => {
    expect(rehearsed.lists.named).toEqual(rehearsed.lists.there);
  });
});
