import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { aSession } from '../testing/session-in-test.ts';
import { readRunSource } from './read-run-source.ts';
import { validatePolicy } from './validate-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchwave-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const waves = 'waves: [{ name: canary, maxConcurrency: 50% }, { name: main, dependsOn: [canary], bakeMinutes: 5 }]';
const good = `name: web\ntargets: { accounts: ["111111111111"], regions: [us-east-1], platforms: [Linux] }\n${waves}\n`;
const validate = (path: string, json = false) => aSession().run(({ output }) => validatePolicy(output, path, { json, now: NIGHT }));

it('says what a good policy does', async () => {
  const path = file('good.yaml', good);

  expect(await validate(path)).toEqual({
    exitCode: 0, stderr: '',
    stdout: [
      `${path} is valid: policy web, Linux in us-east-1.`,
      '',
      'wave    after   operation                at once  errors  accounts  bake',
      '------  ------  -----------------------  -------  ------  --------  -----',
      'canary          Install, RebootIfNeeded  50%      1              1  0 s',
      'main    canary  Install, RebootIfNeeded  10%      1              1  5 min',
      '',
      'Each wave needs the approval of one person, never of whoever started the run.',
    ].join('\n'),
  });
});

it.each([
  ['approval: { required: false }', 'No approval is needed.'],
  ['approval: { quorum: 2, approvers: [ana, bo] }', 'Each wave needs the approval of 2 people of ana, bo, never of whoever started the run.'],
])('says of "%s" who has to approve', async (line, words) => {
  const { stdout } = await validate(file('approval.yaml', `${good}${line}\n`));

  expect(stdout.split('\n').at(-1)).toBe(words);
});

it('says which rules can stop it, before who has to approve', async () => {
  const { stdout } = await validate(file('rules.yaml', `${good}maxErrorsInRun: 2%\n`));

  expect(stdout.split('\n').slice(-4)).toEqual(['', 'The run halts after more than 2% errors.', '', 'Each wave needs the approval of one person, never of whoever started the run.']);
});

it('knows a run input by its form', async () => {
  const wave = { name: 'one', accounts: ['111111111111'], regions: ['us-east-1'], filters: { tags: { PatchGroup: ['default'] }, platforms: ['Linux'] }, ssm: {} };
  const path = file('input.json', JSON.stringify({ waves: [wave] }));

  expect((await validate(path)).stdout.split('\n')[0]).toBe(`${path} is valid: an ad-hoc run, Linux in us-east-1.`);
});

it('answers in JSON with the definition that it makes', async () => {
  const { exitCode, stdout } = await validate(file('good.yaml', good), true);

  expect({ exitCode, answer: JSON.parse(stdout) as unknown }).toEqual({
    exitCode: 0, answer: { valid: true, definition: expect.objectContaining({ policyName: 'web', kind: 'policy' }) as unknown },
  });
});

describe('a policy with faults', () => {
  const bad = () => file('bad.yaml', good.replace('canary, max', 'main, max').replace('50%', '500%'));

  it('is refused with every field named', async () => {
    const { exitCode, stdout, stderr } = await validate(bad());

    expect({ exitCode, stdout, fields: stderr.split('\n').slice(1).map((line) => line.trim().split(':')[0]) }).toEqual({
      exitCode: 2, stdout: '', fields: ['waves[0].maxConcurrency'],
    });
  });

  it('is refused in JSON with the problems as data', async () => {
    const { exitCode, stdout } = await validate(bad(), true);

    const { valid, problems } = JSON.parse(stdout) as { valid: boolean; problems: { field: string }[] };
    expect({ exitCode, valid, fields: problems.map(({ field }) => field) }).toEqual({ exitCode: 2, valid: false, fields: ['waves[0].maxConcurrency'] });
  });
});

describe('a policy whose window is not open now', () => {
  const windows = 'windows: [{ cron: "0 22 ? * SAT *", timeZone: UTC, lengthMinutes: 240 }]';

  it('is refused when it would run now, both fields named', async () => {
    const { exitCode, stderr } = await validate(file('window.yaml', `${good}${windows}\n`));

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/\n {2}windows: found a first opening at 2026-03-14 22:00 UTC, .*runTimeoutMinutes 4320/) as string });
  });

  it('is valid when its schedule lets it run in time', async () => {
    const { exitCode } = await validate(file('window.yaml', `${good}${windows}\nschedule: { cron: "0 20 ? * SAT *", timeZone: UTC }\n`));

    expect(exitCode).toBe(0);
  });
});

it.each([
  ['not YAML', 'name: [', 'found text that is not YAML, expected a YAML document.'],
  ['a mere word', 'web', 'expected'],
])('refuses what is %s', async (_words, text, part) => {
  const path = file('odd.yaml', text);
  const { exitCode, stderr } = await validate(path);

  expect({ exitCode, namesFile: stderr.startsWith(`${path}: `), says: stderr.includes(part) }).toEqual({ exitCode: 2, namesFile: true, says: true });
});

it('refuses a file that is not there', async () => {
  const { exitCode, stderr } = await validate(join(folder, 'none.yaml'));

  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/none\.yaml: found no readable file \(ENOENT\), expected a policy or run input\.$/) as string });
});

describe('what to run', () => {
  it('is the policy as it is written', () => {
    expect(readRunSource({ policy: file('good.yaml', good) })).toEqual({ policy: expect.objectContaining({ name: 'web' }) as unknown });
  });

  it.each([
    [{}, '--policy, --run-input: found neither, expected one of them.'],
    [{ policy: 'a', runInput: 'b' }, '--policy, --run-input: found both, expected one of them.'],
  ])('%j is refused', (options, words) => {
    expect(() => readRunSource(options)).toThrow(words);
  });

  it('is refused before a hub is asked', () => {
    expect(() => readRunSource({ runInput: file('good.yaml', good) })).toThrow(/good\.yaml: \d+ problems?\n {2}/);
  });
});
