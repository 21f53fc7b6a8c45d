import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { aRun, aWave, RUN } from '../testing/run.builder.ts';
import { aSession } from '../testing/session-in-test.ts';
import { watchRun } from './watch-run.ts';

const report = { html: 'report.html', json: 'report.json', csv: 'report.csv' };

function ended(status: 'Completed' | 'Halted'): RunReadModel {
  return aRun({ status, endedAt: NIGHT, report, outcomes: { Compliant: 40 }, waves: [aWave({ status: status === 'Completed' ? 'Passed' : 'Halted', outcomes: { Compliant: 40 } })] });
}

/** A hub on which the run takes one step a second. */
function onItsWay(...steps: RunReadModel[]) {
  const runs = [steps[0]!];
  let at = 0;
  return aSession({ runs }, () => {
    at = Math.min(at + 1, steps.length - 1);
    runs[0] = steps[at]!;
  });
}

it('says a line at each change and none between, until the run has ended', async () => {
  const running = aRun({ status: 'Running', waves: [aWave({ status: 'Running' })] });
  const { run } = onItsWay(aRun(), aRun({ lastFactAt: NIGHT + 1 }), running, running, ended('Completed'));

  const { exitCode, stderr } = await run((session) => watchRun(session, { id: RUN, json: false }));

  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: [
      '2026-03-10 02:00 UTC  AwaitingApproval | canary AwaitingApproval 0/40',
      '2026-03-10 02:00 UTC  Running | canary Running 0/40',
      '2026-03-10 02:00 UTC  Completed | canary Passed 40/40',
    ].join('\n'),
  });
});

it('says once what calls for a person, and what a wave is held for', async () => {
  const called = (detail: string, minute: number) => ({ kind: 'WaveHalted' as const, subject: 'wave canary', detail, at: NIGHT + minute });
  const first = aRun({ status: 'Running', waves: [aWave({ status: 'Waiting', holds: [{ reason: 'WindowClosed', detail: '', at: NIGHT }] })], attention: [called('late', 2)] });
  const { run } = onItsWay(first, { ...first, attention: [called('early', 1), called('late', 2)] }, ended('Completed'));

  const { stderr } = await run((session) => watchRun(session, { id: RUN, json: false }));

  expect(stderr.split('\n')).toEqual([
    '2026-03-10 02:00 UTC  Running | canary Waiting 0/40 | canary held: WindowClosed',
    '  needs attention: Halted by its errors: wave canary. late',
    '  needs attention: Halted by its errors: wave canary. early',
    '2026-03-10 02:00 UTC  Completed | canary Passed 40/40',
  ]);
});

it('waits for the report, with which the sums are the last', async () => {
  const { run, waitedMs } = onItsWay(aRun({ status: 'Completed' }), ended('Completed'));

  const { stdout } = await run((session) => watchRun(session, { id: RUN, json: true }));

  expect({ report: (JSON.parse(stdout) as { report: unknown }).report, waitedMs: waitedMs() }).toEqual({ report, waitedMs: 1_000 });
});

it('does not wait for the report of a run that never had a plan', async () => {
  const { runId, refusals, lastFactAt } = aRun();
  const { run } = aSession({ runs: [{ runId, refusals, lastFactAt, status: 'Rejected', waves: [], rejection: { at: NIGHT, reasons: ['no'] }, reason: 'no' }] });

  const { exitCode, stderr } = await run((session) => watchRun(session, { id: RUN, json: false }));

  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '2026-03-10 02:00 UTC  Rejected\nThe run ended as Rejected.' });
});

it('exits with 1 when the run did not complete', async () => {
  const { run } = onItsWay(ended('Halted'));

  expect((await run((session) => watchRun(session, { id: RUN, json: false }))).exitCode).toBe(1);
});
