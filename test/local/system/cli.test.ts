import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RunSummary } from '#shared/domain/run-summary.ts';
import type { WaveStatus } from '#shared/domain/status.ts';
import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import { eventually } from './hub-of.ts';
import { createWorkbench, type Ending } from './start-process.ts';

// One system for all: four minutes of the fleet's time a second, slow enough that the test can step in.
jest.setTimeout(120_000);

const bench = createWorkbench('local/serve.ts');
const terminal = createWorkbench('cli/main.ts');
afterAll(() => Promise.all([bench.clean(), terminal.clean()]));

let endpoint: string;
let policyFile: string;

beforeAll(async () => {
  const folder = bench.folder();
  policyFile = join(folder, 'nightly.yaml');
  writeFileSync(policyFile, `
name: nightly
targets: { accounts: ["111111111111", "222222222222"], regions: [us-east-1] }
patch: { deliveryTimeoutMinutes: 5 }
waves:
  - { name: first, accounts: ["111111111111"], tags: { Wave: [canary] }, maxConcurrency: 100%, maxErrors: 100%, bakeMinutes: 30 }
  - { name: second, dependsOn: [first], maxConcurrency: 20%, maxErrors: 100% }
`);
  const served = bench.start(['--port', '0', '--accounts', '3', '--regions', 'us-east-1', '--instances', '40', '--speed', '240', '--data', join(folder, 'data')]);
  endpoint = await served.says(/Local cloud at (\S+):/);
});

function patchwave(...args: string[]): Promise<Ending> {
  return terminal.run(['--endpoint', endpoint, ...args]);
}

/** A command whose answer in JSON is wanted. */
async function ask<Answer>(...args: string[]): Promise<Answer> {
  const { stdout, stderr } = await patchwave(...args, '--json');
  if (stdout === '') throw new Error(`patchwave ${args.join(' ')} gave no answer; it said:\n${stderr}`);
  return JSON.parse(stdout) as Answer;
}

async function startRun(): Promise<string> {
  return (await ask<{ runId: string }>('--as', 'ana', 'run', 'start', '--policy', policyFile)).runId;
}

/** What `run status` says of a wave, once the wave is so: the read model is asked meanwhile, for a command takes a second. */
async function awaits(runId: string, [wave, status]: [string, WaveStatus], pattern: RegExp): Promise<string | undefined> {
  const hub = connectHub(localConnection(endpoint));
  await eventually(`wave ${wave} ${status}`, async () => (await hub.run(runId))?.waves.find((one) => one.name === wave && one.status === status));
  const { stdout } = await patchwave('run', 'status', runId);
  return stdout.split('\n').find((line) => pattern.test(line))?.trim();
}

function waitsForApproval(runId: string, wave: string): Promise<string | undefined> {
  return awaits(runId, [wave, 'AwaitingApproval'], new RegExp(`^  Wave ${wave} waits for`));
}

function sums({ totals, waves }: RunSummary): { planned: number; outcomes: number; ofWaves: number } {
  const all = (counts: object) => (Object.values(counts) as number[]).reduce((sum, count) => sum + count, 0);
  return { planned: totals.planned, outcomes: all(totals.outcomes), ofWaves: waves.reduce((sum, wave) => sum + all(wave.outcomes), 0) };
}

describe('a run from the first word to an abort', () => {
  let runId: string;

  it('is asked for, and is accepted by the planner', async () => {
    const { exitCode, stdout } = await patchwave('--as', 'ana', 'run', 'start', '--policy', policyFile);
    runId = /^Run (\S+) is accepted/.exec(stdout)?.[1] ?? '';

    expect({ exitCode, runs: await ask<object[]>('run', 'list') }).toEqual({
      exitCode: 0, runs: [{ runId, policyName: 'nightly', status: expect.any(String) as string, since: expect.any(String) as string }],
    });
  });

  it('waits for approval, as its status says in words', async () => {
    expect(await waitsForApproval(runId, 'first')).toMatch(/^Wave first waits for one person to approve its \d+ instances until /);
    await waitsForApproval(runId, 'second');

    expect((await ask<{ wave: string; state: string }[]>('approval', 'list')).map(({ wave, state }) => [wave, state])).toEqual([['first', 'requested'], ['second', 'requested']]);
  });

  it('is not approved by the one who asked for it', async () => {
    expect(await patchwave('--as', 'ana', 'approval', 'approve', runId, 'first')).toEqual({
      exitCode: 2, stdout: '', stderr: 'The vote did not count: You started this run yourself. Somebody else has to vote.\n',
    });
  });

  it('shows what exactly is to be approved', async () => {
    const { stdout } = await patchwave('approval', 'show', runId, 'first');

    expect(stdout.split('\n').map((line) => line.slice(0, 10).trim())).toEqual([`Wave first`, 'Policy', 'Approval', 'Hash', 'Scope', 'Does', 'Limits', 'After', '']);
  });

  it('starts when somebody else approves', async () => {
    expect(await patchwave('--as', 'bo', 'approval', 'approve', runId, 'first')).toEqual({ exitCode: 0, stdout: `Wave first of run ${runId} is approved.\n`, stderr: '' });
    expect(await awaits(runId, ['first', 'Running'], /Wave first/)).toMatch(/^Wave first is being patched: 0 of 1 targets done, 1 in work/);
  });

  it('is approved once only', async () => {
    const { exitCode, stderr } = await patchwave('--as', 'cy', 'approval', 'approve', runId, 'first');

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: 'wave first: found that it is already approved by bo, expected one that waits for approval. "patchwave approval list" shows what does.\n' });
  });

  it('stands in the way of a second run of its policy', async () => {
    const { exitCode, stderr } = await patchwave('run', 'start', '--policy', policyFile);

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(`policy nightly has an active run ${runId}`) as string });
  });

  it('is watched while it bakes', async () => {
    expect(await awaits(runId, ['first', 'Baking'], /Wave first/)).toBe('Wave first is done and watched before it counts as passed.');
  });

  it('is paused and resumed, each once, by its short id', async () => {
    const short = runId.slice(0, 8);
    const paused = await ask('run', 'pause', short, '--reason', 'lunch');
    const again = await patchwave('run', 'pause', short, '--reason', 'lunch');
    const { stdout } = await patchwave('run', 'status', short);
    const resumed = await ask('run', 'resume', short, '--reason', 'back');

    const awaited = stdout.split('\n').find((line) => line.includes('paused the run'))?.trim();
    expect({ paused, again, awaited, resumed }).toEqual({
      paused: { runId, state: 'Paused', status: 'Paused' },
      again: { exitCode: 2, stdout: '', stderr: 'The planner refused to pause the run: the run is paused already.\n' },
      awaited: expect.stringMatching(/^A person: \S+ paused the run \(lunch\)\. "patchwave run resume \S+ --reason TEXT" lets it go on\.$/) as string,
      resumed: { runId, state: 'Running', status: expect.any(String) as string },
    });
  });

  it('ends aborted with everything that was in flight counted', async () => {
    await patchwave('--as', 'bo', 'approval', 'approve', runId, 'second');
    await awaits(runId, ['second', 'Running'], /Wave second/);
    const aborted = await patchwave('--as', 'bo', 'run', 'abort', runId, '--reason', 'enough');
    const { exitCode, stdout } = await patchwave('run', 'watch', runId, '--json');

    const summary = JSON.parse(stdout) as RunSummary;
    const { planned } = summary.totals;
    expect({ aborted: aborted.exitCode, exitCode, status: summary.status, reason: summary.reason, waves: summary.waves.map(({ status }) => status), sums: sums(summary) }).toEqual({
      aborted: 0, exitCode: 1, status: 'Aborted', reason: 'aborted by bo: enough', waves: ['Passed', 'Aborted'], sums: { planned, outcomes: planned, ofWaves: planned },
    });
    expect(summary.totals.outcomes.Skipped).toBeGreaterThan(0);
  });
});

describe('a wave that is refused', () => {
  it('ends the run as Rejected, with who and why, and nothing is sent', async () => {
    const runId = await startRun();
    await waitsForApproval(runId, 'first');

    const rejected = await ask('--as', 'bo', 'approval', 'reject', runId, 'first', '--reason', 'not tonight');
    const { exitCode, stdout } = await patchwave('run', 'watch', runId, '--json');

    const summary = JSON.parse(stdout) as RunSummary;
    const { planned } = summary.totals;
    expect({ rejected, exitCode, status: summary.status, reason: summary.reason, outcomes: summary.totals.outcomes, commands: summary.commands.planned }).toEqual({
      rejected: { runId, wave: 'first', state: 'rejected' }, exitCode: 1, status: 'Rejected', reason: 'wave first was refused its approval: bo: not tonight',
      outcomes: { Skipped: planned }, commands: 0,
    });
  });
});

describe('a person who stops waiting', () => {
  it('ends the watching and not the run', async () => {
    const runId = await startRun();
    await waitsForApproval(runId, 'first');
    const watching = terminal.start(['--endpoint', endpoint, 'run', 'watch', runId]);
    await watching.says(/AwaitingApproval/);

    const { exitCode } = await watching.kill('SIGINT');

    expect([exitCode, (await ask<{ status: string }>('run', 'status', runId)).status]).toEqual([130, 'AwaitingApproval']);
  });
});

describe('the command line itself', () => {
  it.each([
    [['run', 'status', 'zzzzzzzz'], 2, 'run: found no run that begins with "zzzzzzzz"'],
    [['run', 'stauts', 'x'], 2, "unknown command 'stauts'"],
    [['run', 'status'], 2, "missing required argument 'run'"],
    [['run', 'abort', 'x'], 2, "required option '--reason <text>' not specified"],
    [['run', 'list', '--limit', '3'], 2, "unknown option '--limit'"],
    [['run', 'start'], 2, '--policy, --run-input: found neither, expected one of them.'],
    [['--stage', 'dev', 'run', 'list'], 2, "option '--endpoint <url>' cannot be used with option '--stage <name>'"],
  ])('%j ends with %i', async (args, exitCode, words) => {
    const ending = await patchwave(...args);

    expect({ exitCode: ending.exitCode, stdout: ending.stdout, says: ending.stderr.includes(words) || ending.stderr }).toEqual({ exitCode, stdout: '', says: true });
  });

  it('says what to do where nothing answers, and ends with 3', async () => {
    const { exitCode, stderr } = await terminal.run(['--endpoint', 'http://127.0.0.1:9', 'run', 'list']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('http://127.0.0.1:9: found nothing that answers, expected a local cloud.') as string });
  });

  it('needs no hub to check a policy or to show its help', async () => {
    const [policy, help] = await Promise.all([terminal.run(['policy', 'validate', policyFile, '--json']), terminal.run(['run', 'abort', '--help'])]);

    expect([policy.exitCode, (JSON.parse(policy.stdout) as { valid: boolean }).valid, help.exitCode, help.stdout.split('\n')[0], help.stderr]).toEqual([
      0, true, 0, 'Usage: patchwave run abort [options] <run>', '',
    ]);
  });
});
