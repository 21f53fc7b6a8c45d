import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import type { Hub } from '#cli/hub/hub.ts';
import { requestRun } from '#cli/requests.ts';
import { clientOf, eventually, hubOf } from './hub-of.ts';
import { createWorkbench, smallFleet } from './start-process.ts';

const workbench = createWorkbench();
const cli = createWorkbench('cli/main.ts');
afterAll(() => Promise.all([workbench.clean(), cli.clean()]));

const policy = {
  name: 'nightly',
  targets: { accounts: ['111111111111'], regions: ['us-east-1'] },
  approval: { required: true },
  waves: [{ name: 'one', maxConcurrency: '100%', maxErrors: '100%' }],
};

let hub: Hub & { endpoint: string };
let policyFile: string;
let activeRunId: string;

// One system for all: its run waits for an approval that nobody gives, so its policy stays taken.
beforeAll(async () => {
  const folder = workbench.folder();
  policyFile = join(folder, 'nightly.yaml');
  writeFileSync(policyFile, JSON.stringify(policy));
  hub = await hubOf(workbench.start([...smallFleet, '--policy', policyFile, '--data', join(folder, 'data')]));
  activeRunId = await eventually('a run that waits for its approval', async () => {
    const [run] = (await hub.runs()).runs;
    const status = run === undefined ? undefined : (await hub.run(run.runId))?.status;
    return status === 'AwaitingApproval' ? run?.runId : undefined;
  });
}, 120_000);

const taken = () => `policy nightly has an active run ${activeRunId}, started `;

describe('a second run of a policy that has an active one', () => {
  it('is refused by the planner, with the run that is in the way', async () => {
    const runId = await requestRun(hub, { policy });
    const run = await eventually('an answer', async () => {
      const asked = await hub.run(runId);
      return asked?.rejection === undefined ? undefined : asked;
    });
    expect([run.status, run.rejection]).toEqual([
      'Rejected',
      { ...run.rejection, reasons: [expect.stringMatching(`^${taken()}.*; wait for it or abort it.$`) as string] },
    ]);
  }, 60_000);

  it('makes "patchwave run start" end with 2 and say so', async () => {
    const { exitCode, stdout, stderr } = await cli.run(['--endpoint', hub.endpoint, 'run', 'start', '--policy', policyFile]);
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining(taken())]);
  }, 60_000);
});

describe('a malformed event on the bus', () => {
  it('lands in the dead-letter queue with its cause, and the next good request is answered', async () => {
    const detail = { metadata: { id: 'broken' }, data: { runId: 'not-a-run-id', notAfter: 'tomorrow' } };
    const bus = new EventBridgeClient(clientOf(hub.endpoint));
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({
      Entries: [{ EventBusName: 'patchwave-dev', Source: 'patchwave.cli', DetailType: 'RunRequested.v1', Detail: JSON.stringify(detail) }],
    }));
    const dead = await deadLetter('patchwave-dev-planner-planning-dlq');
    expect({ FailedEntryCount, detail: (JSON.parse(dead.Body ?? '') as { detail: unknown }).detail }).toEqual({ FailedEntryCount: 0, detail });
    expect(dead.MessageAttributes?.['Cause']?.StringValue).toMatch(/runId/);

    const good = { ...policy, name: 'after-the-broken-one' };
    const runId = await requestRun(hub, { policy: good });
    expect(await eventually('an accepted run', async () => ((await hub.run(runId))?.acceptedAt === undefined ? undefined : 'accepted'))).toBe('accepted');
  }, 60_000);
});

async function deadLetter(queueName: string): Promise<Message> {
  const sqs = new SQSClient(clientOf(hub.endpoint));
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
  return eventually(`a message in ${queueName}`, async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    return Messages[0];
  });
}
