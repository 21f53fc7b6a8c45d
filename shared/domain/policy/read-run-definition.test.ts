import { describeProblem } from '../problem.ts';
import { readRunDefinition } from './read-run-definition.ts';

const RUN_ID = '0f0e0d0c-0b0a-4908-8706-050403020100';

interface Draft {
  [field: string]: unknown;
  targets: Record<string, unknown>;
  waves: Record<string, unknown>[];
}

function aPolicy(spoil: (policy: Draft) => void = () => undefined): Draft {
  const policy: Draft = {
    name: 'monthly',
    targets: { accounts: ['111111111111', '222222222222'], regions: ['us-east-1'], tags: { PatchGroup: ['default', 'db'] }, platforms: ['Linux'] },
    schedule: { cron: '0 2 ? * TUE#2 *', timeZone: 'Europe/Berlin' },
    waves: [
      { name: 'canary', tags: { Wave: ['canary'] }, bakeMinutes: 15 },
      { name: 'main', dependsOn: ['canary'], maxConcurrency: '20%', maxErrors: 0, maxConcurrentAccounts: 1 },
    ],
  };
  spoil(policy);
  return policy;
}

function aRunInput(spoil: (input: Record<string, unknown>, wave: Record<string, unknown>) => void = () => undefined) {
  const wave: Record<string, unknown> = {
    name: 'first',
    accounts: ['111111111111'],
    regions: ['us-east-1'],
    filters: { tags: { PatchGroup: ['default'] }, platforms: ['Linux', 'Windows'] },
    ssm: { maxConcurrency: '10%', maxErrors: '1', operation: 'Install', rebootOption: 'RebootIfNeeded' },
  };
  const input: Record<string, unknown> = { waves: [wave, { ...wave, name: 'second' }], wavePauseSeconds: 900 };
  spoil(input, wave);
  return input;
}

function problemsOf(source: Parameters<typeof readRunDefinition>[0]): string[] {
  const result = readRunDefinition(source, RUN_ID);
  return result.ok ? [] : result.problems.map(describeProblem);
}

describe('a policy', () => {
  it('gets a default for all it leaves out, and a wave its own word before the policy', () => {
    const result = readRunDefinition({ policy: aPolicy() }, RUN_ID);

    expect(result).toEqual({
      ok: true,
      definition: {
        policyName: 'monthly',
        kind: 'policy',
        waves: [
          {
            name: 'canary',
            dependsOn: [],
            bakeSeconds: 900,
            select: {
              accounts: ['111111111111', '222222222222'], regions: ['us-east-1'], platforms: ['Linux'],
              tags: { PatchGroup: ['default', 'db'], Wave: ['canary'] },
              excludeAccounts: [], excludeInstances: [], excludeTags: {},
            },
            options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
            maxConcurrency: { percent: 10 },
            maxErrors: { number: 1 },
            maxConcurrentAccounts: 2,
            priority: 0,
            windows: [],
          },
          {
            name: 'main',
            dependsOn: ['canary'],
            bakeSeconds: 0,
            select: {
              accounts: ['111111111111', '222222222222'], regions: ['us-east-1'], platforms: ['Linux'],
              tags: { PatchGroup: ['default', 'db'] },
              excludeAccounts: [], excludeInstances: [], excludeTags: {},
            },
            options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
            maxConcurrency: { percent: 20 },
            maxErrors: { number: 0 },
            maxConcurrentAccounts: 1,
            priority: 0,
            windows: [],
          },
        ],
        approval: { required: true, quorum: 1, approvers: [], expiresAfterMinutes: 1440, validForMinutes: 4320 },
        runTimeoutMinutes: 4320,
        wavePauseSeconds: 0,
        maxWavesAtOnce: 20,
        freezes: [],
        calendars: [],
        alarms: [],
        budgets: [],
      },
    });
  });

  it('may set everything itself, and scope a wave by organizational units', () => {
    const policy = aPolicy((draft) => {
      draft['approval'] = { required: false, quorum: 2, approvers: ['ana', 'bo'], expiresAfterMinutes: 60, validForMinutes: 120 };
      draft['patch'] = { operation: 'Scan', deliveryTimeoutMinutes: 30 };
      draft['runTimeoutMinutes'] = 600;
      draft['wavePauseSeconds'] = 30;
      draft.targets['exclude'] = { accounts: ['222222222222'], instances: ['i-0123456789abcdef0'], tags: { Skip: ['yes'] } };
      draft.waves = [{ name: 'all', organizationalUnits: ['ou-pw01-production'], regions: ['eu-west-1'], platforms: ['Windows'], patch: { rebootOption: 'NoReboot' } }];
    });

    expect(readRunDefinition({ policy }, RUN_ID)).toMatchObject({
      ok: true,
      definition: {
        approval: { required: false, quorum: 2, approvers: ['ana', 'bo'], expiresAfterMinutes: 60, validForMinutes: 120 },
        runTimeoutMinutes: 600,
        wavePauseSeconds: 30,
        waves: [{
          select: {
            organizationalUnits: ['ou-pw01-production'], regions: ['eu-west-1'], platforms: ['Windows'],
            excludeAccounts: ['222222222222'], excludeInstances: ['i-0123456789abcdef0'], excludeTags: { Skip: ['yes'] },
          },
          options: { operation: 'Scan', rebootOption: 'NoReboot', deliveryTimeoutSeconds: 1800 },
        }],
      },
    });
  });

  it('selects every platform when it names none', () => {
    const policy = aPolicy((draft) => delete draft.targets['platforms']);
    expect(readRunDefinition({ policy }, RUN_ID)).toMatchObject({ definition: { waves: [{ select: { platforms: ['Linux', 'Windows', 'macOS'] } }, {}] } });
  });

  it.each<[string, (policy: Draft) => void, string[]]>([
    ['an account that YAML read as a number', (p) => (p.targets['accounts'] = [111111111111]), ['targets.accounts[0]: found 111111111111, expected an account id as text of twelve digits (in YAML: in quotes).']],
    ['a malformed account', (p) => (p.targets['accounts'] = ['12']), ['targets.accounts[0]: found "12", expected an account id of twelve digits.']],
    ['an unknown region', (p) => (p.targets['regions'] = ['us-east-9']), ['targets.regions[0]: found "us-east-9", expected an AWS region such as us-east-1.']],
    ['a tag filter without a list', (p) => (p.targets['tags'] = { PatchGroup: 'db' }), ['targets.tags.PatchGroup: found "db", expected a list of values.']],
    ['a tag key that AWS refuses', (p) => (p.targets['tags'] = { 'a{b': ['x'] }), ['targets.tags.a{b: found ["x"], expected a tag key of 1 to 128 characters that AWS allows.']],
    ['a percentage of 0', (p) => (p.waves[0]!['maxConcurrency'] = '0%'), ['waves[0].maxConcurrency: found "0%", expected a whole number from 1, or 1% to 100%.']],
    ['a percentage over 100', (p) => (p.waves[0]!['maxErrors'] = '101%'), ['waves[0].maxErrors: found "101%", expected a whole number from 0, or 0% to 100%.']],
    ['a cron of five fields', (p) => (p['schedule'] = { cron: '0 2 * * *', timeZone: 'UTC' }), ['schedule.cron: found "0 2 * * *", expected a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (expected 6 fields (minutes hours day-of-month month day-of-week year), found 5).']],
    ['a cron with day of month and day of week', (p) => (p['schedule'] = { cron: '0 2 1 * 2 *', timeZone: 'UTC' }), ['schedule.cron: found "0 2 1 * 2 *", expected a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (exactly one of day-of-month and day-of-week must be "?", found "1" and "2").']],
    ['an hour that no day has', (p) => (p['schedule'] = { cron: '0 25 * * ? *', timeZone: 'UTC' }), ['schedule.cron: found "0 25 * * ? *", expected a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (hours "25" is not valid; expected values from 0 to 23, as *, a, a-b, a/step or lists of these).']],
    ['a day that never comes', (p) => (p['schedule'] = { cron: '0 2 31 2 ? *', timeZone: 'UTC' }), ['schedule.cron: found "0 2 31 2 ? *", expected a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (no such day ever comes).']],
    ['an unknown time zone', (p) => (p['schedule'] = { cron: '0 2 ? * TUE#2 *', timeZone: 'Mars/Base' }), ['schedule.timeZone: found "Mars/Base", expected an IANA time zone such as Europe/Berlin.']],
    ['a wave that depends on itself', (p) => (p.waves[1]!['dependsOn'] = ['main']), ['waves[1].dependsOn: found ["main"], expected waves that do not depend on main themselves, directly or by others.']],
    ['a wave that depends on none that exists', (p) => (p.waves[1]!['dependsOn'] = ['nope']), ['waves[1].dependsOn[0]: found "nope", expected the name of a wave (canary, main).']],
    ['two waves of one name', (p) => (p.waves[1] = { name: 'canary' }), ['waves[1].name: found "canary", expected a name that no other wave has (waves[0] has it).']],
    ['no waves', (p) => (p.waves = []), ['waves: found [], expected at least one of waves.']],
    ['an unknown field', (p) => (p['wavs'] = []), ['wavs: found a field that does not exist, expected only the fields that docs/policies.md lists. Check its spelling and its indentation.']],
    ['accounts and units together', (p) => (p.targets['organizationalUnits'] = ['ou-pw01-production']), ['targets.organizationalUnits: found both targets.accounts and targets.organizationalUnits, expected one of the two.']],
    ['no accounts anywhere', (p) => delete p.targets['accounts'], ['waves[0].accounts: found nothing, expected accounts or organizationalUnits, here or under targets.', 'waves[1].accounts: found nothing, expected accounts or organizationalUnits, here or under targets.']],
    ['no regions anywhere', (p) => { delete p.targets['regions']; p.waves.pop(); }, ['waves[0].regions: found nothing, expected regions, here or under targets.']],
  ])('is refused with %s', (_fault, spoil, problems) => {
    expect(problemsOf({ policy: aPolicy(spoil) })).toEqual(problems);
  });

  it('is refused when waves wait for each other in a circle, each of them named', () => {
    const policy = aPolicy((draft) => {
      draft.waves = [{ name: 'a', dependsOn: ['c'] }, { name: 'b', dependsOn: ['a'] }, { name: 'c', dependsOn: ['b', 'a'] }, { name: 'd', dependsOn: ['c'] }];
    });
    expect(problemsOf({ policy }).map((problem) => problem.split(':')[0])).toEqual(['waves[0].dependsOn', 'waves[1].dependsOn', 'waves[2].dependsOn']);
  });

  it('is refused when it is no document at all, with long values cut', () => {
    expect(problemsOf({ policy: 'x'.repeat(100) })).toEqual([`the document: found "${'x'.repeat(59)}..., expected a policy.`]);
  });
});

describe('a run input', () => {
  it('becomes waves that wait for the one before, under a name of its own', () => {
    expect(readRunDefinition({ runInput: aRunInput() }, RUN_ID)).toMatchObject({
      ok: true,
      definition: {
        policyName: `ad-hoc-${RUN_ID}`,
        kind: 'ad-hoc',
        wavePauseSeconds: 900,
        waves: [
          { name: 'first', dependsOn: [], maxConcurrency: { percent: 10 }, maxErrors: { number: 1 } },
          { name: 'second', dependsOn: ['first'], maxConcurrency: { percent: 10 }, maxErrors: { number: 1 } },
        ],
      },
    });
  });

  it('may leave out the SSM options and the pause', () => {
    const runInput = aRunInput((input, wave) => { delete wave['ssm']; delete input['wavePauseSeconds']; });
    expect(readRunDefinition({ runInput }, RUN_ID)).toMatchObject({ ok: true, definition: { wavePauseSeconds: 0, waves: [{ options: { operation: 'Install' } }, {}] } });
  });

  it.each<[string, (input: Record<string, unknown>, wave: Record<string, unknown>) => void, string]>([
    ['empty waves', (input) => (input['waves'] = []), 'waves: found [], expected at least one of waves.'],
    ['no accounts', (_input, wave) => (wave['accounts'] = []), 'waves[0].accounts: found [], expected at least one of account ids.'],
    ['no tags', (_input, wave) => (wave['filters'] = { tags: {}, platforms: ['Linux'] }), 'waves[0].filters.tags: found {}, expected at least one tag key with its values.'],
    ['no platforms', (_input, wave) => (wave['filters'] = { tags: { a: ['b'] }, platforms: [] }), 'waves[0].filters.platforms: found [], expected at least one of platforms.'],
    ['a pause over a day', (input) => (input['wavePauseSeconds'] = 86_401), 'wavePauseSeconds: found 86401, expected a whole number from 0 to 86400.'],
    ['an unknown field in the SSM options', (_input, wave) => (wave['ssm'] = { maxErors: 1 }), 'waves[0].ssm.maxErors: found a field that does not exist, expected only the fields that docs/policies.md lists. Check its spelling and its indentation.'],
  ])('is refused with %s', (_fault, spoil, problem) => {
    expect(problemsOf({ runInput: aRunInput(spoil) })).toEqual([problem]);
  });

  it('is refused with two waves of one name', () => {
    const runInput = aRunInput((input, wave) => (input['waves'] = [wave, wave]));
    expect(problemsOf({ runInput })).toEqual(['waves[1].name: found "first", expected a name that no other wave has (waves[0] has it).']);
  });
});

it.each([[{}, 'neither'], [{ policy: aPolicy(), runInput: aRunInput() }, 'both']])('a request with %j needs exactly one definition', (source, found) => {
  expect(problemsOf(source)).toEqual([`policy, runInput: found ${found}, expected exactly one of them.`]);
});
