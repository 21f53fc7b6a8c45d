import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

import { clientOf, endpointOf, eventually, hubOf } from './hub-of.ts';
import { copyPackages } from './packaged-copy.ts';
import { createWorkbench } from './start-process.ts';

const workbench = createWorkbench();
const cli = createWorkbench('cli/main.ts');
afterAll(() => Promise.all([workbench.clean(), cli.clean()]));

const tinyFleet = ['--headless', '--auto-approve', '--accounts', '1', '--regions', 'us-east-1', '--instances', '5'];
const QUEUE = 'patchwave-dev-account-fanout-admission';

describe('the packaged templates and bundles', () => {
  it('are what runs: a renamed queue carries the run, and a line added to a bundle is executed', async () => {
    const packages = await copyPackages(workbench.folder());
    packages.editTemplate('account-fanout', ({ AdmissionQueue }) => (AdmissionQueue!.Properties['QueueName'] = 'renamed-by-a-test'));
    packages.appendToBundle('account-fanout', 'admission.zip', "console.log('marker of a test');");
    const folder = workbench.folder();
    const data = join(folder, 'data');
    const process = workbench.start([...tinyFleet, '--speed', 'max', '--data', data, '--json', join(folder, 'summary.json')], packages.environment);
    const names = await queueNames(await endpointOf(process));
    const { exitCode, summary } = await process.ended;
    expect({ exitCode, status: summary?.status, renamed: names.includes('renamed-by-a-test'), before: names.includes(QUEUE) })
      .toEqual({ exitCode: 0, status: 'Completed', renamed: true, before: false });
    expect(readFileSync(join(data, 'logs', `${QUEUE}.log`), 'utf8')).toContain('marker of a test');
  }, 120_000);

  it('are what wires it: without the rule that starts a wave, the run holds and says what it waits for', async () => {
    const packages = await copyPackages(workbench.folder());
    packages.editTemplate('account-fanout', (resources) => {
      delete resources['AdmissionRulePlanner'];
    });
    const process = workbench.start([...tinyFleet, '--speed', '600', '--data', join(workbench.folder(), 'data')], packages.environment);
    const hub = await hubOf(process);
    const wave = await eventually('a first wave that was started an hour of the fleet ago', async () => {
      const { runs } = await hub.runs();
      const run = runs[0] === undefined ? undefined : await hub.run(runs[0].runId);
      const started = run?.waves.find(({ startedAt }) => startedAt !== undefined);
      return started?.startedAt !== undefined && (await hub.now()) > started.startedAt + 60 * 60_000 ? { runId: run?.runId ?? '', name: started.name } : undefined;
    });
    const status = await cli.run(['--endpoint', hub.endpoint, 'run', 'status', wave.runId, '--json']);
    if (status.exitCode !== 0) throw new Error(status.stderr);
    await process.kill('SIGKILL');
    expect(JSON.parse(status.stdout)).toMatchObject({
      status: 'Running',
      awaits: expect.arrayContaining([expect.stringMatching(`^Wave ${wave.name} is being patched: 0 of 1 targets done, 0 in work`)]) as unknown,
      commands: { planned: 0 },
    });
  }, 120_000);
});

async function queueNames(endpoint: string): Promise<string[]> {
  const sqs = new SQSClient(clientOf(endpoint));
  const { QueueUrls = [] } = await eventually('queues', async () => {
    const answer = await sqs.send(new ListQueuesCommand({}));
    return answer.QueueUrls === undefined ? undefined : answer;
  });
  return QueueUrls.map((url) => url.split('/').at(-1) ?? '');
}
