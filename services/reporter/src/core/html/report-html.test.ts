import type { NotPlanned } from '#shared/domain/plan.ts';
import type { RunReadModel, WaveProgress, WaveReadModel } from '#shared/domain/read-model.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';
import { reportRow } from '../../testing/report-row.fixture.ts';
import { composeReport } from '../report/report.ts';
import { reportHtml } from './report-html.ts';

const HOUR = 3_600_000;
const wave = (spoilt: Partial<WaveReadModel> = {}): WaveReadModel => ({
  name: 'canary', status: 'Passed', planned: 2, outcomes: { Compliant: 1, Failed: 1 }, startedAt: NIGHT, endedAt: NIGHT + HOUR, passedAt: NIGHT + 2 * HOUR, ...spoilt,
});
const run = (spoilt: Partial<RunReadModel> = {}): RunReadModel => ({
  runId: 'run', status: 'Completed', policyName: 'web', requestedBy: { kind: 'cli', id: 'ana' }, planHash: 'abc', refusals: [], lastFactAt: NIGHT,
  waves: [wave()], planned: 2, outcomes: { Compliant: 1, Failed: 1 }, commands: { planned: 1, accepted: 1, throttled: 0 },
  startedAt: NIGHT, endedAt: NIGHT + 2 * HOUR, ...spoilt,
});
const rows = [reportRow(), reportRow({ instanceId: 'i-0bbbbbbbbbbbbbbbb', outcome: 'Failed', cause: 'DiskFull', exitCode: 155 })];
const page = (spoilt: Partial<Parameters<typeof composeReport>[0]> = {}): string =>
  reportHtml(composeReport({ run: run(), progress: [], rows, notPlanned: [], differences: [], ...spoilt }));
/** What a reader sees, without tags and styles. */
const textOf = (html: string): string => html.replace(/<style>[^]*<\/style>/, '').replaceAll(/<title>[^<]*<\/title>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the page', () => {
  it('needs nothing but itself', () => {
    const html = page();
    expect(html).not.toMatch(/<script|<link|src=|href=|url\(|@import/i);
    expect(html).toContain("default-src 'none'");
  });

  it('begins with the verdict, the key figures and who did what', () => {
    expect(textOf(page())).toContain(
      'Patch report web Completed 1 of 2 planned instances is compliant; 1 needs a person. 50 % compliant 2 instances planned 1 in need of a person ' +
        '0 waiting for a reboot 0 not patched this time 0 left out of the plan 1 command 1 compliant 1 failed Run run Started 2026-03-10 02:00 UTC ' +
        'Ended 2026-03-10 04:00 UTC (2 h) Requested by ana (cli) Plan hash abc Waves',
    );
  });

  it('says cause and next step of what failed, with the instances', () => {
    expect(textOf(page())).toContain(
      'Needs a person 1 failed: The patch payload could not be unpacked (exit 155): the disk is full Free space under /var/lib/amazon ' +
        '(Windows: C:\\ProgramData\\Amazon), run again. Instance Name Account Region Wave Attempts Exit code i-0bbbbbbbbbbbbbbbb web-1 111111111111 us-east-1 canary 1 155',
    );
  });

  it('says where instances were not patched, without naming each', () => {
    const skipped = rows.map((row) => ({ ...row, outcome: 'Skipped' as const, cause: 'WaveHalted' as const }));
    expect(textOf(page({ rows: skipped }))).toContain(
      'Not patched this time 2 skipped: Its wave was halted before its turn came See why the wave was halted, then run the rest. Account Region Wave Instances 111111111111 us-east-1 canary 2',
    );
  });

  it('draws when each wave was patched and how long it was watched', () => {
    const html = page();
    expect(html).toContain('<rect class="run" x="170.0" y="4" width="395.0"');
    expect(html).toContain('<rect class="bake" x="565.0" y="4" width="395.0"');
    expect(textOf(html)).toContain('2026-03-10 02:00 UTC +30 min +1 h +1 h 30 min +2 h');
  });

  it('draws a wave that never passed, up to its end or the end of the run', () => {
    const html = page({ run: run({ waves: [without(wave(), 'endedAt', 'passedAt')] }) });
    expect(html).toContain('width="790.0" height="16"');
    expect(html).toContain('<rect class="bake" x="960.0" y="4" width="0.0"');
  });

  it('shows seconds in a run of minutes', () => {
    const short = run({ waves: [wave({ endedAt: NIGHT + 60_000, passedAt: NIGHT + 90_000 })], endedAt: NIGHT + 90_000 });
    expect(textOf(page({ run: short }))).toContain('+23 s +45 s +1 min 8 s +1 min 30 s');
  });

  it('has no timeline where nothing is known of the times', () => {
    expect(page({ run: run({ waves: [without(wave(), 'startedAt')] }) })).not.toContain('class="timeline"');
    expect(page({ run: run({ waves: [wave({ endedAt: NIGHT, passedAt: NIGHT })], endedAt: NIGHT }) })).not.toContain('class="timeline"');
  });

  it('takes the span from the waves where the run has no times', () => {
    const rest = without(run(), 'startedAt', 'endedAt');
    expect(page({ run: { ...rest, waves: [without(wave(), 'passedAt')] } })).toContain('<rect class="run" x="170.0" y="4" width="790.0"');
    expect(textOf(page({ run: rest }))).not.toContain('Started');
  });

  it('says who approved, who refused, and who stopped the run', () => {
    const approved = wave({ approval: { state: 'approved', waveHash: 'h', at: NIGHT, by: [{ kind: 'chat', id: 'lee' }, { kind: 'cli', id: 'kim' }] } });
    const refused = wave({ name: 'rest', approval: { state: 'rejected', waveHash: 'h', at: NIGHT, by: [{ kind: 'cli', id: 'kim' }], reason: 'not tonight' } });
    const expired = wave({ name: 'last', approval: { state: 'expired', waveHash: 'h', at: NIGHT, reason: '' } });
    const control = { seq: 1, state: 'Aborted', haltedWaves: [] as string[], by: { kind: 'cli', id: 'ana' }, reason: 'fire', at: NIGHT } as const;
    expect(textOf(page({ run: run({ waves: [approved, refused, expired], control }) }))).toContain(
      'Approval of canary approved by lee (chat), kim (cli), 2026-03-10 02:00 UTC Approval of rest rejected by kim (cli), 2026-03-10 02:00 UTC: not tonight ' +
        'Approval of last expired, 2026-03-10 02:00 UTC Stopped by ana (cli), 2026-03-10 02:00 UTC: fire',
    );
  });

  it('does not name who lifted a pause', () => {
    const control = { seq: 2, state: 'Running', haltedWaves: [] as string[], by: { kind: 'cli', id: 'ana' }, reason: 'go', at: NIGHT } as const;
    expect(textOf(page({ run: run({ control }) }))).not.toContain('Stopped by');
  });

  it('says why a wave did not go as planned', () => {
    const halt = { accountId: '111111111111', region: 'us-east-1', errors: 3, errorsAllowed: 1, detail: 'd' };
    const waves = [wave({ status: 'Halted', halt }), wave({ name: 'rest', status: 'Skipped', reason: 'canary did not pass' })];
    const text = textOf(page({ run: run({ status: 'Halted', reason: 'wave canary was halted', waves }) }));
    expect(text).toContain('Wave canary was halted.');
    expect(text).toContain('3 errors in 111111111111 us-east-1, 1 allowed');
    expect(text).toContain('canary did not pass');
  });

  it('names what is not known by nothing', () => {
    const bare = without(reportRow({ outcome: 'Unreachable' }), 'name', 'exitCode');
    const unknown = without(wave(), 'planned', 'outcomes');
    const text = textOf(page({ rows: [bare], run: run({ waves: [unknown] }) }));
    expect(text).toContain('i-0aaaaaaaaaaaaaaaa 111111111111 us-east-1 canary 1 Accounts');
    expect(text).toContain('canary Passed 0 none');
  });

  it('keeps the full stop of a reason', () => {
    expect(textOf(page({ run: run({ reason: 'Ana said stop!' }) }))).toContain('Ana said stop! 50 %');
  });

  it('says when the errors of the whole wave halted it', () => {
    const halt = { accountId: '111111111111', region: 'us-east-1', errors: 7, errorsAllowed: 5, detail: 'd', scope: 'wave' } as const;
    expect(textOf(page({ run: run({ waves: [wave({ status: 'Halted', halt })] }) }))).toContain('7 errors in the whole wave, 5 allowed');
  });

  it('says what called for a person, and what to do next', () => {
    const attention = [
      { kind: 'WaveHalted', subject: 'wave canary', detail: 'Three errors.', at: NIGHT },
      { kind: 'SendingHeldLong', subject: 'wave canary', reason: 'Frozen', detail: 'year end', at: NIGHT + HOUR },
    ] as const;
    expect(textOf(page({ run: run({ attention }) }))).toContain(
      'Needs attention Halted by its errors: wave canary Three errors. 2026-03-10 02:00 UTC Look at the failed instances, mend what they have in common, then start a run for the rest. ' +
        'Nothing is sent: wave canary (Frozen) year end 2026-03-10 03:00 UTC Wait for the end of the freeze, or abort the run.',
    );
  });

  it('says what was held, why, from when to when', () => {
    const holds = [{ reason: 'WindowClosed', detail: 'opens at night', at: NIGHT - HOUR }];
    const words = (what: 'start' | 'sending', reason: string, from: number) => [{ at: NIGHT + from * HOUR, what, reason, detail: '' }, { at: NIGHT + (from + 1) * HOUR, what: 'over' as const }];
    const progress: WaveProgress = {
      runId: 'run', wave: 'canary', admitted: '', completed: '', outcomes: {}, commands: { planned: 1, accepted: 1, throttled: 0 }, inFlight: {}, lastFactAt: NIGHT,
      holds: {
        0: { accountId: '1', region: 'r', words: words('start', 'BudgetFull', 0) },
        1: { accountId: '2', region: 'r', words: words('sending', 'Frozen', 0) },
        2: { accountId: '3', region: 'r', words: words('sending', 'Frozen', 1) },
      },
    };
    expect(textOf(page({ run: run({ waves: [wave({ holds })] }), progress: [progress] }))).toContain(
      'Holds Wave What was held Reason From Until For canary its start WindowClosed opens at night 2026-03-10 01:00 UTC 2026-03-10 02:00 UTC 1 h ' +
        'canary the start of 1 target BudgetFull 2026-03-10 02:00 UTC 2026-03-10 03:00 UTC 1 h ' +
        'canary sending to 2 targets Frozen 2026-03-10 02:00 UTC 2026-03-10 04:00 UTC 2 h',
    );
  });

  it('warns when it does not add up', () => {
    expect(page({ differences: ['wave canary: x'] })).toContain('<p class="warning" role="alert">This report does not add up: wave canary: x.</p>');
  });

  it('lists what was left out of the plan, and why', () => {
    const notPlanned: NotPlanned[] = [
      { reason: 'Stopped', accountId: '111111111111', region: 'us-east-1', instances: 3, instanceIds: [] },
      { reason: 'TargetUnreachable', accountId: '999999999999', region: 'us-west-2', instances: 0, instanceIds: [], detail: 'AccessDenied' },
    ];
    expect(textOf(page({ notPlanned }))).toContain(
      '111111111111 us-east-1 3 Stopped when the plan was made 999999999999 us-west-2 ? The account or region could not be read, so nobody knows how many (AccessDenied)',
    );
  });

  it('says "100 %" only of all', () => {
    const almost = run({ planned: 3000, outcomes: { Compliant: 2999, Failed: 1 } });
    expect(textOf(page({ run: almost }))).toContain('99.9 % compliant');
  });

  it('names throttled commands', () => {
    expect(textOf(page({ run: run({ commands: { planned: 2, accepted: 1, throttled: 1 } }) }))).toContain('1 command, 1 throttled');
  });

  it('is a page even of a run that ended before it had a plan', () => {
    const bare = without(run({ status: 'Failed', waves: [], planned: 0, outcomes: {} }), 'policyName', 'requestedBy', 'planHash', 'startedAt');
    const text = textOf(page({ run: { ...bare, reason: 'no account matches' }, rows: [] }));
    expect(text).toContain('Run Failed No instance was planned. No account matches. – compliant');
    expect(text).toContain('Ended 2026-03-10 04:00 UTC Made by');
  });
});

describe('what others have written', () => {
  it('is text in the page, never markup', () => {
    const evil = `<img src=x onerror="alert('1')">&`;
    const html = page({
      run: run({
        policyName: evil, reason: evil, requestedBy: { kind: 'cli', id: evil }, attention: [{ kind: 'WaveHalted', subject: evil, reason: evil, detail: evil, at: NIGHT }],
        waves: [wave({ name: evil, reason: evil, holds: [{ reason: evil, detail: evil, at: NIGHT }] })],
      }),
      rows: [reportRow({ name: evil, outcome: 'Failed' }), reportRow({ name: evil })],
      notPlanned: [{ reason: 'Stopped', accountId: evil, region: evil, instances: 1, instanceIds: [], detail: evil }],
      differences: [evil],
    });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
  });
});

describe('a large fleet', () => {
  const many = Array.from({ length: 2_100 }, (_, index) => reportRow({ accountId: String(index % 100).padStart(12, '0'), outcome: 'Failed', cause: 'DiskFull' }));
  const skipped = many.map((row) => ({ ...row, outcome: 'Skipped' as const }));
  const left = Array.from({ length: 70 }, (): NotPlanned => ({ reason: 'Excluded', accountId: '1', region: 'r', instances: 1, instanceIds: [] }));

  it('keeps the page readable and says where the rest is', () => {
    const text = textOf(page({ rows: many, notPlanned: left }));
    expect(text).toContain('and 2075 more in the CSV.');
    expect(text).toContain('60 more, each with no more open instances than these, are in the CSV.');
    expect(text).toContain('10 more are in the JSON report.');
    expect(text).toContain('The first 2000 of 2100 instances; the CSV has them all');
    expect(textOf(page({ rows: skipped }))).toContain('and 75 more in the CSV.');
  });

  it('shows sixty holds', () => {
    const holds = (name: string) => wave({ name, holds: Array.from({ length: 12 }, (_, index) => ({ reason: 'Paused', detail: '', at: NIGHT - index * HOUR })) });
    expect(textOf(page({ run: run({ waves: ['a', 'b', 'c', 'd', 'e', 'f'].map(holds) }) }))).toContain('12 more are in the JSON report.');
  });

  it('still shows one failure among ten thousand', () => {
    expect(page({ run: run({ planned: 10_000, outcomes: { Compliant: 9_999, Failed: 1 } }) })).toContain('<rect class="fill-Failed" x="99.21" y="0" width="0.79"');
  });
});
