import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CommandFailure } from '#cli/exit-codes.ts';
import { readRunSource } from '#local/start/run-source.ts';
import { readStartOptions } from '#local/start/start-options.ts';
import { endpointOf } from './hub-of.ts';
import { createWorkbench, smallFleet } from './start-process.ts';

const workbench = createWorkbench();
afterAll(() => workbench.clean());

const wave = { name: 'one', maxConcurrency: '10%', maxErrors: 1 };
const targets = { accounts: ['111111111111'], regions: ['us-east-1'] };
const policy = { name: 'a-policy', targets, waves: [wave] };
const adHocWave = {
  name: 'one',
  accounts: ['111111111111'],
  regions: ['us-east-1'],
  filters: { tags: { PatchGroup: ['default'] }, platforms: ['Linux'] },
  ssm: { maxConcurrency: '10%', maxErrors: '1' },
};

/** What a person is told of a file with this text; undefined when nothing is wrong with it. */
function complaintOf(option: '--policy' | '--run-input', text: string): { exitCode: number; message: string } | undefined {
  const file = join(workbench.folder(), 'file.yaml');
  writeFileSync(file, text);
  const read = readStartOptions([option, file]);
  if (!read.ok) throw new Error('expected a command line that is right');
  try {
    readRunSource(read.options, 'policies');
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { exitCode: error.exitCode, message: error.message.replaceAll(file, 'file.yaml') };
  }
}

const schedule = (cron: string, timeZone: string) => ({ ...policy, schedule: { cron, timeZone } });

describe('a policy file', () => {
  it('is taken when nothing is wrong with it', () => {
    expect(complaintOf('--policy', JSON.stringify(policy))).toBeUndefined();
  });

  it.each([
    ['a malformed account', { ...policy, targets: { ...targets, accounts: ['1111'] } }, 'targets.accounts[0]: found "1111", expected an account id of twelve digits.'],
    ['an unknown account', { ...policy, targets: { ...targets, accounts: ['444444444449'] } }, 'waves[0].accounts: found "444444444449", expected an account of the simulated organization (111111111111, 222222222222, 333333333333 ... 12 in all).'],
    ['a malformed region', { ...policy, targets: { ...targets, regions: ['us-east-99'] } }, 'targets.regions[0]: found "us-east-99", expected an AWS region such as us-east-1.'],
    ['an unknown region', { ...policy, targets: { ...targets, regions: ['eu-west-1'] } }, 'waves[0].regions: found "eu-west-1", expected a region of the simulated fleet (us-east-1, us-west-2).'],
    ['a tag filter that is no list', { ...policy, targets: { ...targets, tags: { PatchGroup: 'default' } } }, 'targets.tags.PatchGroup: found "default", expected a list of values.'],
    ['a tag filter without values', { ...policy, targets: { ...targets, tags: { PatchGroup: [] } } }, 'targets.tags.PatchGroup: found [], expected at least one'],
    ['a percentage of nothing', { ...policy, waves: [{ ...wave, maxConcurrency: '0%' }] }, 'waves[0].maxConcurrency: found "0%", expected a whole number from 1, or 1% to 100%.'],
    ['a percentage of more than all', { ...policy, waves: [{ ...wave, maxErrors: '101%' }] }, 'waves[0].maxErrors: found "101%", expected a whole number from 0, or 0% to 100%.'],
    ['a cron expression that is none', schedule('0 99 * * ? *', 'UTC'), 'schedule.cron: found "0 99 * * ? *", expected a cron expression'],
    ['an unknown time zone', schedule('0 2 * * ? *', 'Mars/Olympus'), 'schedule.timeZone: found "Mars/Olympus", expected an IANA time zone such as Europe/Berlin.'],
    ['a wave that depends on itself', { ...policy, waves: [{ ...wave, dependsOn: ['one'] }] }, 'waves[0].dependsOn: found ["one"], expected waves that do not depend on one themselves'],
    ['a wave that depends on none that exists', { ...policy, waves: [{ ...wave, dependsOn: ['zero'] }] }, 'waves[0].dependsOn[0]: found "zero", expected the name of a wave (one).'],
    ['two waves of one name', { ...policy, waves: [wave, wave] }, 'waves[1].name: found "one", expected a name that no other wave has (waves[0] has it).'],
    ['no waves', { ...policy, waves: [] }, 'waves: found [], expected at least one'],
    ['a field that does not exist', { ...policy, wavez: [] }, 'wavez: found a field that does not exist'],
  ])('with %s is refused, naming field, finding and expectation', (_, document, complaint) => {
    expect(complaintOf('--policy', JSON.stringify(document))).toEqual({ exitCode: 2, message: expect.stringContaining(complaint) as string });
  });

  it.each([
    ['that is not YAML', 'name: [unclosed', 'file.yaml: found text that is not YAML, expected a YAML document.'],
    ['that is only text', 'patch everything', 'the document: found "patch everything", expected a policy.'],
    ['that is empty', '', 'the document: found null, expected a policy.'],
  ])('%s is refused', (_, text, complaint) => {
    expect(complaintOf('--policy', text)).toEqual({ exitCode: 2, message: expect.stringContaining(complaint) as string });
  });
});

describe('a run input', () => {
  it('is taken when nothing is wrong with it', () => {
    expect(complaintOf('--run-input', JSON.stringify({ waves: [adHocWave] }))).toBeUndefined();
  });

  it.each([
    ['no waves', { waves: [] }, 'waves: found [], expected at least one'],
    ['no accounts', { waves: [{ ...adHocWave, accounts: [] }] }, 'waves[0].accounts: found [], expected at least one'],
    ['no tags', { waves: [{ ...adHocWave, filters: { tags: {}, platforms: ['Linux'] } }] }, 'waves[0].filters.tags: found {}, expected at least one'],
    ['a percentage of more than all', { waves: [{ ...adHocWave, ssm: { maxConcurrency: '150%' } }] }, 'waves[0].ssm.maxConcurrency: found "150%"'],
    ['two waves of one name', { waves: [adHocWave, adHocWave] }, 'waves[1].name: found "one"'],
    ['a pause of more than a day', { waves: [adHocWave], wavePauseSeconds: 86_401 }, 'wavePauseSeconds: found 86401, expected a whole number from 0 to 86400.'],
    ['a field that does not exist', { waves: [adHocWave], hello: 1 }, 'hello: found a field that does not exist'],
  ])('with %s is refused, naming field, finding and expectation', (_, document, complaint) => {
    expect(complaintOf('--run-input', JSON.stringify(document))).toEqual({ exitCode: 2, message: expect.stringContaining(complaint) as string });
  });
});

describe('a start that is refused', () => {
  const brokenPolicy = () => {
    const file = join(workbench.folder(), 'broken.yaml');
    writeFileSync(file, JSON.stringify({ ...policy, waves: [] }));
    return file;
  };
  const anywhere = () => join(workbench.folder(), 'nothing-here.yaml');

  it.each([
    ['an unknown option', () => ['--wat'], "Unknown option '--wat'"],
    ['no accounts at all', () => ['--accounts', '0'], '--accounts: found "0", expected a whole number from 1 to 2000.'],
    ['a policy and a run input', () => ['--policy', 'a', '--run-input', 'b'], '--policy, --run-input: found both, expected one of them.'],
    ['a file that is not there', () => ['--policy', anywhere()], 'found no readable file'],
    ['a policy with a problem', () => ['--policy', brokenPolicy()], 'waves: found [], expected at least one'],
    ['a folder for --json that is not there', () => ['--json', join(workbench.folder(), 'no', 'summary.json')], '--json: found no folder'],
    ['a file where --data needs a folder', () => ['--data', brokenPolicy()], '--data: found'],
  ])('by %s ends with 2 and has begun nothing', async (_, args, complaint) => {
    const folder = workbench.folder();
    const ending = await workbench.run(['--headless', '--auto-approve', '--data', join(folder, 'data'), '--json', join(folder, 'summary.json'), ...args()]);
    expect({ ...ending, left: readdirSync(folder) }).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringContaining(complaint) as string, left: [] });
    expect(ending.stderr).not.toMatch(/Local cloud at|^\s+at /m);
  });

  it('by a folder that another process uses ends with 2 and names that process; the other is interrupted with 130', async () => {
    const folder = workbench.folder();
    const data = join(folder, 'data');
    const first = workbench.start([...smallFleet, '--data', data]);
    await endpointOf(first);
    const second = await workbench.run([...smallFleet, '--data', data, '--json', join(folder, 'summary.json')]);
    const interrupted = await first.kill('SIGINT');
    expect({ ...second, left: existsSync(join(folder, 'summary.json')) }).toEqual({
      exitCode: 2, stdout: '', stderr: expect.stringContaining(`--data: found ${data} in use by process ${first.pid}`) as string, left: false,
    });
    expect([interrupted.exitCode, interrupted.stdout]).toEqual([130, '']);
  }, 60_000);
});

describe('a run that selects no instance', () => {
  it('ends Rejected with the reason and exit code 1', async () => {
    const folder = workbench.folder();
    mkdirSync(join(folder, 'data'));
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, JSON.stringify({ ...policy, targets: { ...targets, tags: { PatchGroup: ['nobody-has-this'] } } }));
    const ending = await workbench.run([...smallFleet, '--auto-approve', '--policy', file, '--data', join(folder, 'data'), '--json', join(folder, 'summary.json')]);
    const { status, reason, totals, commands } = ending.summary ?? {};
    expect({ exitCode: ending.exitCode, status, reason, totals, commands }).toEqual({
      exitCode: 1,
      status: 'Rejected',
      reason: expect.stringMatching(/no instance/i) as string,
      totals: { planned: 0, outcomes: {} },
      commands: { planned: 0, accepted: 0, throttled: 0 },
    });
    expect(ending.stdout).toContain('Rejected');
  }, 60_000);
});
