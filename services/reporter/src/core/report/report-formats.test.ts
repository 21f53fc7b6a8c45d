import type { NotPlanned } from '#shared/domain/plan.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';
import { reportRow } from '../../testing/report-row.fixture.ts';
import { composeReport, type Report } from './report.ts';
import { reportCsv } from './report-csv.ts';
import { reportJson } from './report-json.ts';

const run = (spoilt: Partial<RunReadModel> = {}): RunReadModel => ({
  runId: 'run', status: 'Completed', policyName: 'web', waves: [], refusals: [], lastFactAt: NIGHT, planned: 1, outcomes: { Compliant: 1 }, ...spoilt,
});
const report = (spoilt: Partial<Parameters<typeof composeReport>[0]> = {}): Report =>
  composeReport({ run: run(), progress: [], rows: [reportRow()], notPlanned: [], differences: [], ...spoilt });
const HEADER = 'wave,accountId,region,instanceId,name,platform,outcome,cause,nextStep,attempts,exitCode,installed,missing,failed\r\n';

describe('the CSV', () => {
  it('has a header and a line for each instance', () => {
    expect(reportCsv(report())).toBe(`${HEADER}canary,111111111111,us-east-1,i-0aaaaaaaaaaaaaaaa,web-1,Linux,Compliant,,,1,0,12,0,0\r\n`);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ])('writes the name %j as %j', (name, cell) => {
    expect(reportCsv(report({ rows: [reportRow({ name })] }))).toContain(`,i-0aaaaaaaaaaaaaaaa,${cell},Linux,`);
  });

  it('leaves a negative number a number', () => {
    expect(reportCsv(report({ rows: [reportRow({ exitCode: -1 })] }))).toContain(',1,-1,12,0,0\r\n');
  });

  it('says cause and next step in words, and leaves empty what is not known', () => {
    const bare = without(reportRow({ outcome: 'TimedOut', cause: 'ExecutionTimedOut' }), 'name', 'installed', 'missing', 'failed', 'exitCode');
    expect(reportCsv(report({ rows: [bare] }))).toBe(
      `${HEADER}canary,111111111111,us-east-1,i-0aaaaaaaaaaaaaaaa,,Linux,TimedOut,The patch operation ran longer than allowed,Look for a held package lock or a hung installer on the instance.,1,,,,\r\n`,
    );
  });
});

describe('the JSON', () => {
  it('holds the summary, the people and the rows', () => {
    const left: NotPlanned = { reason: 'Stopped', accountId: '111111111111', region: 'us-east-1', instances: 1, instanceIds: ['i-0bbbbbbbbbbbbbbbb'] };
    const approval = { state: 'approved', waveHash: 'h', at: NIGHT, by: [{ kind: 'chat', id: 'lee' }] } as const;
    const waves = [{ name: 'canary', status: 'Passed', planned: 1, outcomes: { Failed: 1 }, approval }, { name: 'rest', status: 'Passed' }] as const;
    const row = reportRow({ outcome: 'Failed', cause: 'DiskFull' });
    const text = reportJson(report({ run: run({ waves, requestedBy: { kind: 'cli', id: 'ana' } }), rows: [row], notPlanned: [left], differences: ['x'] }));
    expect(JSON.parse(text)).toEqual({
      runId: 'run', status: 'Completed', policyName: 'web',
      waves: [{ name: 'canary', status: 'Passed', planned: 1, outcomes: { Failed: 1 } }, { name: 'rest', status: 'Passed', planned: 0, outcomes: {} }],
      totals: { planned: 1, outcomes: { Compliant: 1 } }, notPlanned: [{ reason: 'Stopped', accountId: '111111111111', region: 'us-east-1', instances: 1 }],
      commands: { planned: 0, accepted: 0, throttled: 0 }, attention: [], holds: [], verdict: 'The one planned instance is compliant.',
      warnings: ['This report does not add up: x.'], requestedBy: { kind: 'cli', id: 'ana' }, approvals: [{ wave: 'canary', ...approval }],
      notPlannedInstances: [left],
      instances: [{ ...row, causeWords: 'The patch payload could not be unpacked (exit 155): the disk is full', nextStep: 'Free space under /var/lib/amazon (Windows: C:\\ProgramData\\Amazon), run again.' }],
    });
  });

  it('tells what was held, in the same form of time as the rest', () => {
    const waves = [{ name: 'canary', status: 'Passed', holds: [{ reason: 'WindowClosed', detail: 'not yet', at: NIGHT }], startedAt: NIGHT + 60_000 }] as const;
    expect(JSON.parse(reportJson(report({ run: run({ waves }) })))).toMatchObject({
      holds: [{ wave: 'canary', what: 'wave', reason: 'WindowClosed', detail: 'not yet', from: '2026-03-10T02:00:00.000Z', until: '2026-03-10T02:01:00.000Z', targets: 0 }],
    });
  });

  it('does without a requester', () => {
    expect(JSON.parse(reportJson(report()))).not.toHaveProperty('requestedBy');
  });
});
