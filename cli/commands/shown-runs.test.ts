import type { NotPlanned } from '#shared/domain/plan.ts';
import type { WaveProgress } from '#shared/domain/read-model.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { aRun, aWave, HASH, HOUR_MS, manifests, RUN } from '../testing/run.builder.ts';
import { aSession } from '../testing/session-in-test.ts';
import { listApprovals } from './list-approvals.ts';
import { listRuns } from './list-runs.ts';
import { showApproval } from './show-approval.ts';
import { showRun } from './show-run.ts';

const NOWHERE: NotPlanned = { reason: 'TargetUnreachable', accountId: '999999999999', region: 'us-east-1', instances: 0, instanceIds: [] };
const ana = { kind: 'cli', id: 'ana' } as const;
const said = { exitCode: 0, stderr: '' };
const json = (stdout: string) => JSON.parse(stdout) as unknown;

describe('run list', () => {
  it('shows the last runs', async () => {
    const { run } = aSession({ runs: [aRun()] });

    expect(await run((session) => listRuns(session, { json: false }))).toEqual({
      ...said,
      stdout: [
        'run                                   policy  status            since',
        '------------------------------------  ------  ----------------  --------------------',
        `${RUN}  web     AwaitingApproval  2026-03-10 02:00 UTC`,
      ].join('\n'),
    });
  });

  it('says that there are none', async () => {
    expect((await aSession().run((session) => listRuns(session, { json: false }))).stdout).toBe('No runs at a hub in memory yet. "patchwave run start --policy FILE" begins one.');
  });

  it('answers in JSON', async () => {
    const { stdout } = await aSession({ runs: [aRun()] }).run((session) => listRuns(session, { json: true }));

    expect(json(stdout)).toEqual([{ runId: RUN, status: 'AwaitingApproval', policyName: 'web', since: '2026-03-10T02:00:00.000Z' }]);
  });
});

describe('run status', () => {
  const refusals = [{ what: 'vote on canary', by: ana, reason: 'You started this run yourself.', at: NIGHT }];

  it('says in words what is awaited, what is left out and what was refused', async () => {
    const { run } = aSession({ runs: [aRun({ refusals })], manifests: manifests({ notPlanned: [NOWHERE] }) });

    expect(await run((session) => showRun(session, { id: RUN.slice(0, 4), json: false }))).toEqual({
      ...said,
      stdout: [
        `Run     ${RUN}`,
        'Status  AwaitingApproval',
        'Policy  web',
        'Plan    aaaaaaaaaaaaaaaa',
        '',
        'wave    status            planned',
        '------  ----------------  -------',
        'canary  AwaitingApproval       40',
        'total                          40',
        '',
        'not planned        targets  instances  where',
        '-----------------  -------  ---------  ----------------------',
        'TargetUnreachable        1  unknown    999999999999 us-east-1',
        '',
        'Refused:',
        '  2026-03-10 02:00 UTC  vote on canary by ana: You started this run yourself.',
        '',
        'Awaited:',
        '  Wave canary waits for one person to approve its 40 instances until 2026-03-10 03:00 UTC.',
      ].join('\n'),
    });
  });

  it('answers in JSON with the summary and what is awaited', async () => {
    const { stdout } = await aSession({ runs: [aRun()], manifests: manifests({ notPlanned: [NOWHERE] }) }).run((session) => showRun(session, { id: RUN, json: true }));

    expect(json(stdout)).toEqual({
      runId: RUN, status: 'AwaitingApproval', policyName: 'web', planHash: HASH,
      waves: [{ name: 'canary', status: 'AwaitingApproval', planned: 40, outcomes: {} }],
      totals: { planned: 40, outcomes: {} },
      notPlanned: [{ reason: 'TargetUnreachable', accountId: '999999999999', region: 'us-east-1', instances: 0 }],
      commands: { planned: 0, accepted: 0, throttled: 0 }, attention: [], held: [],
      startedAt: '2026-03-10T02:00:00.000Z',
      api: { SendCommand: 1 }, peakMemoryMiB: 1,
      awaits: ['Wave canary waits for one person to approve its 40 instances until 2026-03-10 03:00 UTC.'],
    });
  });

  describe('of a run that does not go on', () => {
    const words = [{ at: NIGHT, what: 'sending' as const, reason: 'Frozen', detail: 'year end', until: NIGHT + HOUR_MS }];
    const progress: WaveProgress = {
      runId: RUN, wave: 'canary', admitted: 'ff', completed: '', outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, inFlight: {}, lastFactAt: NIGHT,
      errors: { step: 1, errors: 2 },
      holds: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((ordinal) => [String(ordinal), { accountId: `11111111111${String(ordinal)}`, region: 'us-east-1', words }])),
    };
    const attention = [{ kind: 'SendingHeldLong' as const, subject: 'wave canary', reason: 'Frozen', detail: '111111111111 us-east-1: year end', at: NIGHT }];
    const waiting = aWave({ name: 'main', status: 'Waiting', holds: [{ reason: 'AwaitingTurn', detail: '1 of 1 waves is at work', at: NIGHT }] });
    const content = { runs: [aRun({ status: 'Running', attention, waves: [aWave({ status: 'Running' }), waiting] })], progress: [progress] };

    it('tells what calls for a person, what is held and why', async () => {
      const { stdout } = await aSession(content).run((session) => showRun(session, { id: RUN, json: false }));

      expect(stdout.split('\n').slice(5, -4)).toEqual([
        'wave    status   planned  errors',
        '------  -------  -------  ------',
        'canary  Running       40       2',
        'main    Waiting       40       0',
        'total                 40       2',
        '',
        'Needs attention:',
        '  2026-03-10 02:00 UTC  Nothing is sent: wave canary (Frozen). 111111111111 us-east-1: year end',
        '                        Next: Wait for the end of the freeze, or abort the run.',
        '',
        'Held:',
        '  canary: 7 targets send nothing until 2026-03-10 03:00 UTC (Frozen): year end. Since 2026-03-10 02:00 UTC.',
        '    111111111111 us-east-1, 111111111112 us-east-1, 111111111113 us-east-1, 111111111114 us-east-1, 111111111115 us-east-1, and 2 more',
        '  Wave main waits (AwaitingTurn): 1 of 1 waves is at work. Since 2026-03-10 02:00 UTC.',
      ]);
    });

    it('answers in JSON with the same', async () => {
      const { stdout } = await aSession(content).run((session) => showRun(session, { id: RUN, json: true }));

      expect(json(stdout)).toMatchObject({
        waves: [{ name: 'canary', errors: 2 }, { name: 'main' }],
        attention: [{ kind: 'SendingHeldLong', subject: 'wave canary', reason: 'Frozen', at: '2026-03-10T02:00:00.000Z' }],
        held: [
          { wave: 'canary', what: 'sending', reason: 'Frozen', targets: 7, since: '2026-03-10T02:00:00.000Z', until: '2026-03-10T03:00:00.000Z' },
          { wave: 'main', what: 'wave', reason: 'AwaitingTurn', targets: 0 },
        ],
      });
    });
  });

  it('names where the report is, and why the run did not end as planned', async () => {
    const report = { html: 'runs/r/report.html', json: 'runs/r/report.json', csv: 'runs/r/report.csv' };
    const { stdout } = await aSession({ runs: [aRun({ status: 'Halted', reason: 'wave canary was halted', report })] }).run((session) => showRun(session, { id: RUN, json: false }));

    expect(stdout.split('\n').slice(0, 5)).toEqual([
      `Run     ${RUN}`,
      'Status  Halted: wave canary was halted',
      'Policy  web',
      'Plan    aaaaaaaaaaaaaaaa',
      'Report  memory://runs/r/report.html',
    ]);
  });

  it.each([
    ['0b6f', [aRun(), aRun({ runId: RUN.replace(/c$/, 'd') })], 'run: found 2 runs that begin with "0b6f", expected one. Give more characters.'],
    ['beef', [aRun()], 'run: found no run that begins with "beef" at a hub in memory. "patchwave run list" shows the last ones.'],
    [RUN.replace(/c$/, 'd'), [aRun()], `run: found no run ${RUN.replace(/c$/, 'd')} at a hub in memory. "patchwave run list" shows the last ones.`],
  ])('refuses %s', async (id, runs, stderr) => {
    expect(await aSession({ runs }).run((session) => showRun(session, { id, json: false }))).toEqual({ exitCode: 2, stdout: '', stderr });
  });
});

describe('approval list', () => {
  it('shows what waits for people, of runs that go on', async () => {
    const running = aWave({ name: 'main', approval: { state: 'approved', waveHash: HASH, at: NIGHT } });
    const over = aRun({ runId: RUN.replace(/c$/, 'd'), status: 'Aborted' });
    const { run } = aSession({ runs: [aRun({ waves: [aWave(), running] }), over] });

    expect(await run((session) => listApprovals(session, { json: false }))).toEqual({
      ...said,
      stdout: [
        'run                                   wave    instances  policy  asked by  until',
        '------------------------------------  ------  ---------  ------  --------  --------------------',
        `${RUN}  canary         40  web     bo        2026-03-10 03:00 UTC`,
        '',
        '"patchwave approval show RUN WAVE" tells what exactly is to be approved.',
      ].join('\n'),
    });
  });

  it('says that nothing waits', async () => {
    expect((await aSession().run((session) => listApprovals(session, { json: false }))).stdout).toBe('Nothing waits for approval.');
  });

  it('answers in JSON', async () => {
    const { stdout } = await aSession({ runs: [aRun()] }).run((session) => listApprovals(session, { json: true }));

    expect(json(stdout)).toEqual([{
      runId: RUN, wave: 'canary', state: 'requested', waveHash: HASH, instances: 40, quorum: 1, policyName: 'web', requestedBy: 'bo', expiresAt: '2026-03-10T03:00:00.000Z',
    }]);
  });
});

describe('approval show', () => {
  it('tells what exactly is to be approved', async () => {
    const { run } = aSession({ runs: [aRun()], manifests: manifests() });

    expect(await run((session) => showApproval(session, { id: RUN, wave: 'canary', json: false }))).toEqual({
      ...said,
      stdout: [
        `Wave canary of run ${RUN}`,
        'Policy    web, asked by bo',
        'Approval  waits for one person until 2026-03-10 03:00 UTC',
        `Hash      ${HASH}`,
        'Scope     40 instances in 4 targets (account and region)',
        'Does      Install, RebootIfNeeded',
        'Limits    per target 50% at once and 2 errors; 12 accounts at once',
        'After     nothing',
      ].join('\n'),
    });
  });

  it.each([
    [{ state: 'approved', by: [ana], validUntil: NIGHT + HOUR_MS } as const, 'given by ana, valid until 2026-03-10 03:00 UTC'],
    [{ state: 'rejected', by: [ana], reason: 'not tonight' } as const, 'refused by ana: not tonight'],
    [{ state: 'expired' } as const, 'expired before it was given'],
    [{ state: 'requested', quorum: 2 } as const, 'waits for 2 people'],
    [{ state: 'requested', quorum: 2, votes: [{ by: ana, at: NIGHT }] } as const, 'waits for 2 people; ana approved'],
  ])('says of %j that it is %s', async (approval, words) => {
    const wave = aWave({ approval: { waveHash: HASH, at: NIGHT, ...approval } });
    const { stdout } = await aSession({ runs: [aRun({ waves: [wave] })] }).run((session) => showApproval(session, { id: RUN, wave: 'canary', json: false }));

    expect(stdout.split('\n').find((line) => line.startsWith('Approval'))).toBe(`Approval  ${words}`);
  });

  it('answers in JSON with the plan of the wave', async () => {
    const { stdout } = await aSession({ runs: [aRun()], manifests: manifests() }).run((session) => showApproval(session, { id: RUN, wave: 'canary', json: true }));

    expect(json(stdout)).toEqual({
      runId: RUN, wave: 'canary', state: 'requested', waveHash: HASH, instances: 40, quorum: 1, policyName: 'web', requestedBy: 'bo', expiresAt: '2026-03-10T03:00:00.000Z',
      plan: manifests()[aRun().manifestKey!]!.waves[0],
    });
  });
});
