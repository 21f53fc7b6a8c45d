import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createFleet } from '#local/fleet/create-fleet.ts';
import { createWorkbench } from '../local/system/start-process.ts';
import { asAdministrator } from './as-administrator.ts';
import { carryHints, type Carrier } from './carry-hints.ts';
import { copyOfCheckout } from './checkout-copy.ts';
import { openDeployDoor, type DeployDoor } from './deploy-door.ts';
import { openFleetDoor } from './fleet-door.ts';
import type { Door } from './http-door.ts';
import { inRole } from './in-a-role.ts';
import { lacksOfMiniStack } from './lacking.ts';
import { startMiniStack, type MiniStack } from './ministack.ts';
import { namesOfStage } from './names-of-stage.ts';
import { runProgram } from './run-program.ts';

const SPEED = 60;
// One instance of this fleet has a patch that fails, two are not planned.
const size = { seed: 5, accounts: 3, regions: ['us-east-1'], instances: 24 };
const services = ['platform', 'planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'];
const functions = [
  'planner-planning', 'planner-control', 'approval-approving', 'account-fanout-discovery', 'account-fanout-admission',
  'instance-patcher-patching', 'compliance-checker-checking', 'reporter-reading', 'reporter-reporting',
];
const stagingParameters = ['--param', 'organizationId=o-abcde12345', '--param', 'spokeExternalId=of-the-staging-stage-1'];
const policy = `
name: small-fleet
targets: { organizationalUnits: [r-pw01], exclude: { accounts: ["000000000000"] }, regions: [us-east-1] }
patch: { operation: Install, rebootOption: RebootIfNeeded, deliveryTimeoutMinutes: 10 }
approval: { required: false }
waves:
  - { name: canary, tags: { Wave: [canary] }, maxConcurrency: 100%, maxErrors: 5, maxConcurrentAccounts: 3 }
  - { name: rest, dependsOn: [canary], maxConcurrency: 100%, maxErrors: 5, maxConcurrentAccounts: 3 }
`;

const workbench = createWorkbench('local/serve.ts');
const checkout = copyOfCheckout();
const opened: Door[] = [];
let emulator: MiniStack;
let door: DeployDoor;
let hints: Carrier;

const stageCommand = (command: string, stage: string, ...more: string[]) => runProgram(checkout, door.endpoint, ['cli/stage/main.ts', command, '--stage', stage, ...more]);
const patchwave = (...args: string[]) => runProgram(checkout, door.endpoint, ['cli/main.ts', '--endpoint', door.endpoint, ...args]);

/** Logical name -> status, of a stack that is there. */
async function resourcesOf(stack: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const page of paginateListStackResources({ client: new CloudFormationClient(asAdministrator(door.endpoint)) }, { StackName: stack })) {
    for (const { LogicalResourceId = '', ResourceStatus = '' } of page.StackResourceSummaries ?? []) found[LogicalResourceId] = ResourceStatus;
  }
  return found;
}

/** What `serverless deploy` handed over and what of it stands, over the stacks of a stage. */
async function createdOfTemplates(stage: string): Promise<{ stacks: number; handedOver: number; leftOut: number; notCreated: string[] }> {
  const ofStage = door.templates.filter(({ stack }) => stack.endsWith(`-${stage}`));
  const notCreated: string[] = [];
  for (const { stack, resources, leftOut } of ofStage) {
    const stands = await resourcesOf(stack);
    notCreated.push(...resources.filter((id) => !leftOut.includes(id) && !/^(CREATE|UPDATE)_COMPLETE$/.test(stands[id] ?? '')).map((id) => `${stack}: ${id} ${stands[id] ?? 'is not there'}`));
  }
  const counted = (of: 'resources' | 'leftOut') => ofStage.reduce((sum, template) => sum + template[of].length, 0);
  return { stacks: ofStage.length, handedOver: counted('resources'), leftOut: counted('leftOut'), notCreated };
}

beforeAll(async () => {
  const fleet = workbench.start(['--port', '0', '--data', workbench.folder(), '--speed', String(SPEED), '--accounts', '3', '--regions', 'us-east-1', '--instances', '24', '--seed', '5']);
  const fleetEndpoint = await fleet.says(/Local cloud at (\S+):/);
  const fleetDoor = await openFleetDoor({ port: Number(new URL(fleetEndpoint).port), speed: SPEED });
  opened.push(fleetDoor);
  emulator = await startMiniStack(Object.fromEntries(['STS', 'SSM', 'EC2', 'ORGANIZATIONS', 'CLOUDWATCH'].map((name) => [`AWS_ENDPOINT_URL_${name}`, fleetDoor.endpoint])));
  door = await openDeployDoor(emulator, lacksOfMiniStack());
  opened.push(door);
  await stageCommand('deploy', 'dev');
  hints = await carryHints(fleetEndpoint, door.endpoint);
}, 400_000);

afterAll(async () => {
  await hints.stop();
  await emulator.stop();
  for (const each of opened) await each.close();
  await workbench.clean();
  rmSync(checkout, { recursive: true, force: true });
}, 60_000);

describe('npm run deploy against MiniStack, its policies in force', () => {
  it('creates every resource of every stack but those that MiniStack lacks', async () => {
    const { stacks, handedOver, leftOut, notCreated } = await createdOfTemplates('dev');
    process.stdout.write(`resources: ${handedOver - leftOut - notCreated.length} created of ${handedOver} in ${stacks} templates, ${leftOut} left out by docs/fidelity.md\n`);
    expect(notCreated).toEqual([]);
    expect(stacks).toBe(services.length);
    expect(handedOver - leftOut).toBeGreaterThan(150);
  });

  it('refuses to a function what its role does not allow', async () => {
    const asReading = new SQSClient(await inRole(asAdministrator(door.endpoint), 'patchwave-dev-reporter-reading'));
    const sent = asReading.send(new SendMessageCommand({ QueueUrl: `${door.endpoint}/000000000000/patchwave-dev-instance-patcher`, MessageBody: '{}' }));
    await expect(sent).rejects.toThrow('not authorized to perform: sqs:SendMessage');
  });
});

describe('a run of the deployed system', () => {
  let report: { instances: { instanceId: string; outcome: string }[] };

  beforeAll(async () => {
    const file = join(checkout, 'policy.yaml');
    writeFileSync(file, policy);
    await patchwave('run', 'start', '--policy', file);
    const runId = await endOfRun();
    const { Body } = await new S3Client({ ...asAdministrator(door.endpoint), forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'patchwave-dev-runs-000000000000', Key: `runs/${runId}/report.json` }));
    report = JSON.parse((await Body?.transformToString()) ?? '') as typeof report;
  }, 400_000);

  async function endOfRun(): Promise<string> {
    for (let tries = 0; tries < 120; tries += 1) {
      await wait(2_000);
      const [run] = JSON.parse(await patchwave('run', 'list', '--json')) as { runId: string; status: string }[];
      if (run !== undefined && ['Completed', 'Failed', 'Halted', 'Aborted', 'Rejected', 'Expired'].includes(run.status)) return run.runId;
    }
    throw new Error(`the run did not end; MiniStack and the functions said:\n${emulator.log().slice(-20_000)}`);
  }

  it("gives each planned instance the outcome that the fleet's own record says it deserves", () => {
    const record = createFleet({ ...size, timers: new VirtualTimers(0), publish: () => undefined }).record();
    const planned = record.filter(({ deserves }) => !['Unmanaged', 'Stopped', 'TargetUnreachable'].includes(deserves));
    const deserved = Object.fromEntries(planned.map(({ instanceId, deserves }) => [instanceId, deserves]));
    const reported = Object.fromEntries(report.instances.map(({ instanceId, outcome }) => [instanceId, outcome]));
    process.stdout.write(`outcomes: ${report.instances.length} read back of ${planned.length} planned, ${hints.carried()} hints carried\n`);
    expect(planned.length).toBeGreaterThan(0);
    expect(reported).toEqual(deserved);
  });

  it('went through every function that a queue feeds, by the deployed rules and queues', () => {
    const log = emulator.log();
    const ran = functions.filter((name) => log.includes(`ESM: Lambda patchwave-dev-${name} processed`));
    const fed = new Set([...log.matchAll(/EventBridge → SQS (patchwave-dev-[a-z-]+)/g)].map(([, queue]) => queue));
    process.stdout.write(`functions: ${ran.length} of ${functions.length} ran; rules fed ${fed.size} queues\n`);
    expect(ran).toEqual(functions);
    expect(fed.size).toBe(functions.length);
  });

  it('needed no right that a role does not have', () => {
    expect(emulator.log().split('\n').filter((line) => line.includes('"level":"ERROR"') && line.includes('not authorized to perform'))).toEqual([]);
  });

  it('is told by the CLI', async () => {
    expect(await patchwave('run', 'list')).toContain('small-fleet');
  });
});

describe('a second stage in the same account', () => {
  beforeAll(async () => {
    await stageCommand('deploy', 'staging', ...stagingParameters);
  }, 400_000);

  it('is created beside the first without a clash of names', async () => {
    const [dev, staging] = [await createdOfTemplates('dev'), await createdOfTemplates('staging')];
    process.stdout.write(`second stage: ${staging.handedOver - staging.leftOut - staging.notCreated.length} created of ${staging.handedOver}, ${staging.leftOut} left out\n`);
    expect([...dev.notCreated, ...staging.notCreated]).toEqual([]);
    expect(staging.stacks).toBe(services.length);
  }, 60_000);
});

describe('the removal of a stage', () => {
  let before: string[];

  beforeAll(async () => {
    before = await namesOfStage(asAdministrator(door.endpoint), 'staging');
    await stageCommand('remove', 'staging', ...stagingParameters);
  }, 400_000);

  it('leaves its tables and the buckets that hold data, and nothing else', async () => {
    const left = await namesOfStage(asAdministrator(door.endpoint), 'staging');
    process.stdout.write(`removal: ${before.length - left.length} of ${before.length} named resources gone, ${left.length} kept\n`);
    const tables = services.filter((name) => name !== 'platform').map((name) => `table patchwave-staging-${name}`);
    expect(left).toEqual(['bucket patchwave-staging-access-logs-000000000000', 'bucket patchwave-staging-runs-000000000000', 'bucket patchwave-staging-snapshots-000000000000', 'bucket patchwave-staging-trail-000000000000', ...tables].sort());
  });
});
