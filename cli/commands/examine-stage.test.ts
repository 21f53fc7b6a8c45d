import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { SpokeRequest } from '../doctor/check-spokes.ts';
import { createProbeInMemory, type ProbeContent } from '../doctor/probe.in-memory.ts';
import { aSession } from '../testing/session-in-test.ts';
import { examineStage } from './examine-stage.ts';

interface Check {
  check: string;
  ok: boolean;
  found: string;
  expected?: string;
  mend?: string;
}

const request: SpokeRequest = { accounts: [], regions: [], deployCommand: ({ hubAccountId, hubRegion }) => `deploy for ${hubAccountId} ${hubRegion}` };

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 403 } });
}

const denied = (accountId: string, why = '') =>
  refusal('AccessDenied', `User: arn:aws:iam::000000000000:user/ana is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${accountId}:role/PatchExecRole${why}`);

/** What doctor says of this hub, and what it found not ok. */
async function examined(content: ProbeContent, spoilt: Partial<SpokeRequest> = {}) {
  const probe = createProbeInMemory(content);
  const { run, waitedMs } = aSession();
  const said = await run(({ output, pace }) => examineStage({ probe, output, pace }, { ...request, ...spoilt, json: true }));
  const { ok, checks } = JSON.parse(said.stdout) as { ok: boolean; checks: Check[] };
  return { exitCode: said.exitCode, stderr: said.stderr, ok, checks, bad: checks.filter((check) => !check.ok), waitedMs: waitedMs() };
}

it('says of a hub that is well what it looked at, spoke by spoke', async () => {
  const { exitCode, ok, checks, stderr } = await examined({});

  expect({ exitCode, ok, stderr }).toEqual({ exitCode: 0, ok: true, stderr: 'All 18 checks are ok.' });
  expect(checks.map(({ check, found }) => `${check}: ${found}`)).toEqual([
    'credentials: arn:aws:iam::000000000000:user/ana, account 000000000000, region eu-west-1',
    'bus patchwave-prod: 6 rules, all enabled',
    'schedules: 6 schedules, all enabled',
    'table patchwave-prod-planner: ACTIVE',
    'table patchwave-prod-approval: ACTIVE',
    'table patchwave-prod-account-fanout: ACTIVE',
    'table patchwave-prod-instance-patcher: ACTIVE',
    'table patchwave-prod-compliance-checker: ACTIVE',
    'table patchwave-prod-reporter: ACTIVE',
    'bucket patchwave-prod-runs-000000000000: readable',
    'dead-letter queues: 1, all empty',
    'queues: 1, all empty',
    'organization: 3 active accounts',
    'last runs: asked 0 accounts',
    'spoke 111111111111 role: PatchExecRole lets the hub in',
    'spoke 111111111111 eu-west-1: 3 managed instances',
    'spoke 222222222222 role: PatchExecRole lets the hub in',
    'spoke 222222222222 eu-west-1: 3 managed instances',
  ]);
});

it('shows people a line for what is well, and a paragraph for what is not', async () => {
  const probe = createProbeInMemory({ tables: { planner: 'UPDATING' } });
  const { run } = aSession();

  const { exitCode, stdout, stderr } = await run(({ output, pace }) => examineStage({ probe, output, pace }, { ...request, json: false }));

  expect({ exitCode, stderr, lines: stdout.split('\n').slice(2, 8) }).toEqual({
    exitCode: 1,
    stderr: '1 of 18 checks are not ok.',
    lines: [
      'ok      schedules: 6 schedules, all enabled',
      'not ok  table patchwave-prod-planner',
      '          found     UPDATING',
      '          expected  ACTIVE',
      '          mend      Wait while it is being created, updated or restored; see docs/runbook-operations.md where it stays so.',
      'ok      table patchwave-prod-approval: ACTIVE',
    ],
  });
});

describe('the hub', () => {
  it.each<[string, ProbeContent, string]>([
    ['refused', { caller: refusal('ExpiredToken', 'The security token included in the request is expired') }, 'ExpiredToken: The security token included in the request is expired'],
    ['of another account than the hub', { hubAccountId: '999999999999' }, 'arn:aws:iam::000000000000:user/ana, account 000000000000, region eu-west-1'],
  ])('is not asked further with credentials that are %s', async (_words, content, found) => {
    const { exitCode, checks } = await examined(content);

    expect({ exitCode, checks: checks.map((check) => [check.check, check.ok, check.found]) }).toEqual({ exitCode: 1, checks: [['credentials', false, found]] });
  });

  it.each<[string, ProbeContent, Check]>([
    [
      'a bus that is not there', { rules: refusal('ResourceNotFoundException', 'Event bus patchwave-prod does not exist.') },
      { check: 'bus patchwave-prod', ok: false, found: 'ResourceNotFoundException: Event bus patchwave-prod does not exist.', expected: 'the bus patchwave-prod in account 000000000000, region eu-west-1', mend: 'Use the account and region that the stage was deployed to. If it was never deployed: npm run deploy -- --stage prod.' },
    ],
    [
      'a rule that somebody disabled', { rules: { enabled: 5, disabled: ['patchwave-prod-planner-control-requests'] } },
      { check: 'bus patchwave-prod', ok: false, found: '6 rules, disabled: patchwave-prod-planner-control-requests', expected: 'all enabled: what one would have carried does not arrive', mend: 'Find out who disabled it and why, then enable it.' },
    ],
    [
      'ticks that are not there', { schedules: { enabled: 0, disabled: [] } },
      { check: 'schedules', ok: false, found: 'no schedules', expected: 'those of the services', mend: 'Use the account and region that the stage was deployed to. If it was never deployed: npm run deploy -- --stage prod.' },
    ],
    [
      'a bucket that may not be read', { bucket: refusal('AccessDenied', 'Access Denied') },
      { check: 'bucket patchwave-prod-runs-000000000000', ok: false, found: 'AccessDenied: Access Denied', expected: 'a bucket patchwave-prod-runs-000000000000 that you may read in account 000000000000, region eu-west-1', mend: 'Your identity needs s3:ListBucket on it.' },
    ],
    [
      'a table that may not be described', { tables: { reporter: refusal('AccessDeniedException', 'no') } },
      { check: 'table patchwave-prod-reporter', ok: false, found: 'AccessDeniedException: no', expected: 'the table patchwave-prod-reporter in account 000000000000, region eu-west-1', mend: 'Your identity needs dynamodb:DescribeTable.' },
    ],
  ])('is told of %s, and of nothing else', async (_words, content, finding) => {
    expect((await examined(content)).bad).toEqual([finding]);
  });

  it('hides no bug behind a finding', async () => {
    await expect(examined({ bucket: new TypeError('cannot read') })).rejects.toThrow('cannot read');
  });
});

describe('the queues', () => {
  const filled = (waiting: number, inFlight = 0) => [{ name: 'planner-control', waiting, inFlight }];

  it('are well when they get shorter, looked at again after five seconds', async () => {
    const { bad, checks, waitedMs } = await examined({ queues: [filled(40), filled(12)] });

    expect({ bad, waitedMs, queues: checks.find(({ check }) => check === 'queues')?.found }).toEqual({ bad: [], waitedMs: 5_000, queues: '1, 40 messages waiting, and being taken' });
  });

  it('are well while their messages are in work', async () => {
    expect((await examined({ queues: [filled(40), filled(41, 20)] })).bad).toEqual([]);
  });

  it('are not when nobody takes what waits', async () => {
    expect((await examined({ queues: [filled(40), filled(41)] })).bad).toEqual([{
      check: 'queue planner-control', ok: false,
      found: '40 messages waiting, 41 of them or others 5 s later, and none in work', expected: 'none, or fewer each time',
      mend: 'Its function does not take them. See the log /aws/lambda/patchwave-prod-planner-control, its throttles, and whether its event source is enabled.',
    }]);
  });

  it('are not when a dead letter lies there, looked at by somebody or not', async () => {
    const letters = (waiting: number, inFlight: number) => [{ name: 'planner-control-dlq', waiting, inFlight }];

    for (const [waiting, inFlight] of [[2, 0], [0, 2]] as const) {
      expect((await examined({ queues: [letters(waiting, inFlight)] })).bad).toEqual([{
        check: 'queue planner-control-dlq', ok: false, found: '2 messages', expected: 'none',
        mend: 'See the attribute Cause of each, mend that, and move them back: docs/troubleshooting.md, "A dead letter".',
      }]);
    }
  });

  it.each<[string, NonNullable<ProbeContent['queues']>, string]>([
    ['none', [[]], 'none'],
    ['a refusal', [refusal('AccessDenied', 'no')], 'AccessDenied: no'],
  ])('are missed where the answer is %s', async (_words, queues, found) => {
    expect((await examined({ queues })).bad.map((check) => [check.check, check.found])).toEqual([['queues', found]]);
  });
});

describe('a spoke that refuses whom it trusts', () => {
  const mendOf = async (content: ProbeContent, accounts: string[] = []) => {
    const { bad } = await examined({ hubAccountId: '000000000000', ...content }, { accounts });
    return bad.map(({ check, expected, mend }) => [check, expected, mend]);
  };

  it('is told apart from those that do not, with what must hold and the command that mends it', async () => {
    expect(await mendOf({ spokes: { 222222222222: denied('222222222222') } })).toEqual([[
      'spoke 222222222222 role',
      'role PatchExecRole in account 222222222222, whose trust policy (1) names a principal of hub account 000000000000 that covers arn:aws:iam::000000000000:user/ana, ' +
        '(2) asks for the same sts:ExternalId that was presented, and (3) where it has an aws:PrincipalOrgID condition, names o-a1b2c3d4e5',
      'Other spokes let you in with the same identity and ExternalId, so the cause is in this account. AWS does not say which of these fails, nor whether the role exists. ' +
        'With credentials of 222222222222: "aws iam get-role --role-name PatchExecRole --query Role.AssumeRolePolicyDocument" shows them; this makes or mends the role: deploy for 000000000000 eu-west-1',
    ]]);
  });

  it('is looked at from here when all of them refuse', async () => {
    const bad = await mendOf({ spokes: { 111111111111: denied('111111111111'), 222222222222: denied('222222222222') } });

    expect(bad.map(([check]) => check)).toEqual(['spoke 111111111111 role', 'spoke 222222222222 role', 'spokes']);
    expect(bad[2]?.[2]).toContain('the ExternalId (PATCHWAVE_SPOKE_EXTERNAL_ID)');
  });

  it.each<[string, { content?: ProbeContent; accountId?: string; error?: Error }, string]>([
    ['the hub itself', { accountId: '000000000000' }, 'This is the hub itself.'],
    ['no member of the organization', { accountId: '333333333333' }, 'This account is not a member, so the organization condition fails'],
    ['asked without an ExternalId', { content: { trust: { externalId: undefined } } }, 'None was presented, because PATCHWAVE_SPOKE_EXTERNAL_ID is not set here.'],
    ['forbidden to the asker by his own policies', { error: denied('111111111111', ' because no identity-based policy allows the sts:AssumeRole action') }, 'This is your own identity, not the spoke'],
    ['forbidden by an organization policy', { error: denied('111111111111', ' with an explicit deny in a service control policy') }, 'A service control policy forbids it'],
    ['asked in a region without STS', { error: refusal('RegionDisabledException', 'STS is not activated in this region') }, 'Enable STS in this region'],
    ['asked with credentials that have just expired', { error: refusal('ExpiredTokenException', 'expired') }, 'Renew them'],
  ])('is explained where it is %s', async (_words, { content = {}, accountId = '111111111111', error = denied(accountId) }, mend) => {
    const [finding, ...others] = await mendOf({ ...content, spokes: { [accountId]: error } }, [accountId]);

    expect([finding?.[2], others]).toEqual([expect.stringContaining(mend), []]);
  });
});

describe('a spoke of a stage, which refuses everybody but the functions of the hub', () => {
  const refusing: ProbeContent = { spokes: { 111111111111: denied('111111111111', ' because no identity-based policy allows the sts:AssumeRole action') }, trust: { externalId: undefined } };
  const only = { accounts: ['111111111111'] };
  const mustHold =
    'role PatchExecRole in account 111111111111, whose trust policy (1) names a principal of hub account 000000000000 that covers its functions account-fanout-discovery, instance-patcher-patching, compliance-checker-checking, ' +
    '(2) asks for the same sts:ExternalId that was presented, and (3) where it has an aws:PrincipalOrgID condition, names o-a1b2c3d4e5';

  it('is well when the last run that asked it was let in', async () => {
    const { bad, checks } = await examined({ ...refusing, readings: { 111111111111: { runId: '81153eed', at: NIGHT } } }, only);

    expect([bad, checks.at(-1)]).toEqual([[], { check: 'spoke 111111111111 role', ok: true, found: "let the hub's functions in at 2026-03-10 02:00 UTC (run 81153eed), and refuses you, as it should" }]);
  });

  it('is not when that run was refused, and all that its trust must hold is listed', async () => {
    const { bad } = await examined({ ...refusing, readings: { 111111111111: { runId: '81153eed', at: NIGHT, refused: 'AccessDenied' } } }, only);

    expect(bad).toEqual([{
      check: 'spoke 111111111111 role', ok: false, found: "the hub's own functions were refused at 2026-03-10 02:00 UTC in run 81153eed: AccessDenied", expected: mustHold,
      mend: expect.stringMatching(/^AWS does not say which of these fails.* deploy for 000000000000 eu-west-1$/) as string,
    }]);
  });

  it('is unknown when no run has asked it, which is not well', async () => {
    const { bad } = await examined(refusing, only);

    expect(bad.map(({ found, mend }) => [found, mend?.slice(0, 57)])).toEqual([
      ['arn:aws:iam::000000000000:user/ana is refused, as it should be, and no run of late has asked this account', 'Start a run with "operation: Scan" over 111111111111, whi'],
    ]);
  });

  it('is asked directly by a function of the hub', async () => {
    const caller = { accountId: '000000000000', arn: 'arn:aws:sts::000000000000:assumed-role/patchwave-prod-account-fanout-discovery/x' };
    const { bad } = await examined({ caller, spokes: { 111111111111: denied('111111111111') } }, only);

    expect(bad.map(({ expected }) => expected)).toEqual([expect.stringContaining(`that covers ${caller.arn}, `)]);
  });

  it('cannot be judged where the plans of the last runs may not be read', async () => {
    const { bad } = await examined({ ...refusing, readings: refusal('AccessDeniedException', 'no') }, only);

    expect(bad.map(({ check, found }) => [check, found])).toContainEqual(['last runs', 'AccessDeniedException: no']);
  });
});

describe('a spoke that lets the hub in', () => {
  it('tells its managed instances in each region, and those whose agent is silent', async () => {
    const { checks } = await examined({ spokes: { 111111111111: { 'us-east-1': { online: 4, lost: 2 } } } }, { accounts: ['111111111111'], regions: ['us-east-1', 'us-west-2'] });

    expect(checks.slice(-2).map(({ check, found }) => `${check}: ${found}`)).toEqual([
      'spoke 111111111111 us-east-1: 6 managed instances, 2 of them with a silent agent',
      'spoke 111111111111 us-west-2: 3 managed instances',
    ]);
  });

  it.each([
    [refusal('AccessDeniedException', 'no'), 'The role or a service control policy forbids ssm:DescribeInstanceInformation. Deploy services/spoke/template.yml again.'],
    [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'Is the region enabled in this account, and reachable from here? Else ask again: the services do so by themselves.'],
  ])('is not ok where Systems Manager does not answer it: %p', async (error, mend) => {
    const { bad } = await examined({ spokes: { 111111111111: { 'eu-west-1': error } } });

    expect(bad.map((finding) => [finding.check, finding.mend])).toEqual([['spoke 111111111111 eu-west-1', mend]]);
  });
});

it('can look at named spokes where the organization may not be listed', async () => {
  const accounts = refusal('AccessDeniedException', 'no');

  expect((await examined({ accounts }, { accounts: ['111111111111'] })).bad).toEqual([]);
  expect((await examined({ accounts })).bad.map(({ check }) => check)).toEqual(['organization']);
});
