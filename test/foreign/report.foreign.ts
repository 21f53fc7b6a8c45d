import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hubCredentials, openForeignCloud, type ForeignCloud } from './foreign-cloud.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchwave-foreign-'));
let cloud: ForeignCloud;
beforeAll(async () => {
  cloud = await openForeignCloud('--accounts', '2', '--regions', 'us-east-1', '--instances', '12', '--speed', '2400');
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

it('of a run that the CLI asked for, approved and watched is got from S3', async () => {
  const policy = join(folder, 'policy.yaml');
  writeFileSync(policy, 'name: foreign\ntargets: { accounts: ["111111111111"], regions: [us-east-1] }\npatch: { operation: Scan }\nwaves: [{ name: all, maxConcurrency: 100%, maxErrors: 100% }]\n');
  const started = await cloud.patchwave('--as', 'ana', 'run', 'start', '--policy', policy, '--json');
  const { runId } = JSON.parse(started.stdout) as { runId: string };
  await approve(runId);

  const watched = await cloud.patchwave('run', 'watch', runId, '--json');
  const { report, totals, status } = JSON.parse(watched.stdout) as { report: { json: string }; totals: { planned: number }; status: string };
  const path = join(folder, 'report.json');
  const copied = await cloud.run('aws', '--endpoint-url', cloud.endpoint, 's3', 'cp', `s3://patchwave-dev-runs-000000000000/${report.json}`, path);

  const { instances } = JSON.parse(readFileSync(path, 'utf8')) as { instances: object[] };
  expect({ exitCode: watched.exitCode, status, copied: copied.exitCode, instances: instances.length }).toEqual({ exitCode: 0, status: 'Completed', copied: 0, instances: totals.planned });
});

/** The plan takes a moment; until then there is no wave to approve. */
async function approve(runId: string): Promise<void> {
  for (let attempt = 1; attempt <= 30; attempt += 1) {
    const { exitCode, stderr } = await cloud.patchwave('--as', 'bo', 'approval', 'approve', runId, 'all');
    if (exitCode === 0) return;
    if (!stderr.includes('asks for no approval')) throw new Error(stderr);
  }
  throw new Error(`expected run ${runId} to ask for approval within 30 looks`);
}

it.each([
  ['a bucket that does not exist', 'none', 'NoSuchBucket'],
  ['an object that does not exist', 'patchwave-dev-runs-000000000000', 'NoSuchKey'],
])('is not got from %s', async (_words, bucket, errorCode) => {
  expect(await cloud.aws(hubCredentials, 's3api', 'get-object', '--bucket', bucket, '--key', 'none', join(folder, 'none'))).toEqual({ errorCode });
});
