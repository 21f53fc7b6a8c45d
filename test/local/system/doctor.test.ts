import { join } from 'node:path';

import { createWorkbench, type Ending } from './start-process.ts';

jest.setTimeout(120_000);

const bench = createWorkbench('local/serve.ts');
const terminal = createWorkbench('cli/main.ts');
afterAll(() => Promise.all([bench.clean(), terminal.clean()]));

let endpoint: string;

// Twelve spokes, of which 999999999999 refuses.
beforeAll(async () => {
  const served = bench.start(['--port', '0', '--accounts', '12', '--regions', 'us-east-1', '--instances', '48', '--data', join(bench.folder(), 'data')]);
  endpoint = await served.says(/Local cloud at (\S+):/);
});

interface Answer {
  ok: boolean;
  checks: { check: string; ok: boolean; found: string; mend?: string }[];
}

function notOk({ stdout }: Ending): (string | undefined)[][] {
  return (JSON.parse(stdout) as Answer).checks.filter(({ ok }) => !ok).map(({ check, found }) => [check, found.split(':')[0]]);
}

/** As on AWS: a stage, credentials and an endpoint from the environment. */
function onStage(stage: string, environment: Record<string, string>, ...args: string[]): Promise<Ending> {
  const aws = { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1' };
  return terminal.run(['--stage', stage, 'doctor', '--json', ...args], { ...aws, ...environment });
}

it('finds a hub well, and the one spoke that refuses, with the command that would mend it', async () => {
  const { exitCode, stdout, stderr } = await terminal.run(['--endpoint', endpoint, 'doctor']);

  const lines = stdout.trimEnd().split('\n');
  expect({ exitCode, stderr, bad: lines.filter((line) => line.startsWith('not ok')), mend: lines.find((line) => line.startsWith('          mend')) }).toEqual({
    exitCode: 1,
    stderr: '1 of 36 checks are not ok.\n',
    bad: ['not ok  spoke 999999999999 role'],
    mend: expect.stringMatching(/Other spokes let you in .* aws cloudformation deploy .*HubAccountId=000000000000/) as string,
  });
});

it('ends with 0 where all that was asked for is well', async () => {
  const { exitCode, stdout, stderr } = await terminal.run(['--endpoint', endpoint, 'doctor', '--account', '111111111111']);

  expect({ exitCode, last: stdout.trimEnd().split('\n').at(-1), stderr }).toEqual({
    exitCode: 0, last: expect.stringMatching(/^ok {6}spoke 111111111111 us-east-1: [34] managed instances/) as string, stderr: 'All 15 checks are ok.\n',
  });
});

it('says of the spokes of a stage that no run has asked them yet, for they trust nobody but the functions of the hub', async () => {
  const ending = await onStage('dev', { PATCHWAVE_SPOKE_EXTERNAL_ID: 'another-than-the-spokes-ask-for' }, '--account', '111111111111');

  expect([ending.exitCode, (JSON.parse(ending.stdout) as Answer).checks.filter(({ ok }) => !ok).map(({ check, found }) => [check, found])]).toEqual([
    1, [['spoke 111111111111 role', 'arn:aws:iam::000000000000:user/test is refused, as it should be, and no run of late has asked this account']],
  ]);
});

it('asks nothing further with a key that nobody knows', async () => {
  const ending = await onStage('dev', { AWS_ACCESS_KEY_ID: 'nobody' });

  expect([ending.exitCode, (JSON.parse(ending.stdout) as Answer).checks.length, notOk(ending)]).toEqual([1, 1, [['credentials', 'InvalidClientTokenId']]]);
});

it('tells a stage that was never deployed from one that may not be seen', async () => {
  const ending = await onStage('staging', {}, '--account', '111111111111');

  const { checks } = JSON.parse(ending.stdout) as Answer;
  expect(checks.find(({ check }) => check === 'bus patchwave-staging')?.mend).toBe('Use the account and region that the stage was deployed to. If it was never deployed: npm run deploy -- --stage staging.');
  expect(checks.filter(({ ok }) => ok).map(({ check }) => check)).toEqual(['credentials', 'organization']);
});

it.each([
  ['a local cloud', () => terminal.run(['--endpoint', 'http://127.0.0.1:9', 'doctor'])],
  ['AWS', () => onStage('prod', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })],
])('ends with 3 where %s does not answer', async (_words, ask) => {
  const { exitCode, stdout, stderr } = await ask();

  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 3, stdout: '', stderr: expect.stringContaining('found nothing that answers') as string });
});
