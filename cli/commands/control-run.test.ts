import { runControlRequested } from '#shared/events/run-control-requested.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { aRun, HOUR_MS, RUN } from '../testing/run.builder.ts';
import { aSession } from '../testing/session-in-test.ts';
import { controlRun, type ControlWish } from './control-run.ts';

const ana = { kind: 'cli', id: 'ana' } as const;

function aWish(spoilt: Partial<ControlWish> = {}): ControlWish {
  return { id: RUN, action: 'pause', reason: 'the database is slow', json: false, ...spoilt };
}

function controlledAs(state: 'Running' | 'Paused' | 'Aborted', spoilt: Partial<RunReadModel> = {}): RunReadModel {
  return aRun({ status: state, control: { seq: 1, state, haltedWaves: [], by: ana, reason: 'slow', at: NIGHT }, ...spoilt });
}

it('asks the planner in the name of the one who asks, with the reason', async () => {
  const { hub, run } = aSession({ runs: [aRun()], onRequest: () => [controlledAs('Paused')] });

  await run((session) => controlRun(session, aWish()));

  expect(hub.requests).toEqual([{
    contract: runControlRequested, runId: RUN,
    data: { runId: RUN, action: 'pause', reason: 'the database is slow', requestedBy: ana, notAfter: NIGHT + HOUR_MS },
  }]);
});

it.each([
  ['pause', 'Paused', 'is paused: nothing more starts, what is in flight is followed to its end.'],
  ['resume', 'Running', 'goes on.'],
  ['abort', 'Aborted', 'is aborted: nothing more starts, it ends when what is in flight has ended.'],
] as const)('says that to %s is in force', async (action, state, words) => {
  const { run } = aSession({ runs: [aRun()], onRequest: () => [controlledAs(state)] });

  expect(await run((session) => controlRun(session, aWish({ action })))).toEqual({ exitCode: 0, stdout: `Run ${RUN} ${words}`, stderr: '' });
});

it('answers in JSON', async () => {
  const { run } = aSession({ runs: [aRun()], onRequest: () => [controlledAs('Paused')] });

  const { stdout } = await run((session) => controlRun(session, aWish({ json: true })));

  expect(JSON.parse(stdout)).toEqual({ runId: RUN, state: 'Paused', status: 'Paused' });
});

it('tells why the planner refused', async () => {
  const refusal = { what: 'pause', by: ana, reason: 'the run is paused already', at: NIGHT + 1 };
  const { run } = aSession({ runs: [controlledAs('Paused')], onRequest: () => [controlledAs('Paused', { refusals: [refusal] })] });

  expect(await run((session) => controlRun(session, aWish()))).toEqual({ exitCode: 2, stdout: '', stderr: 'The planner refused to pause the run: the run is paused already.' });
});

it('says that the run has ended meanwhile', async () => {
  const { run } = aSession({ runs: [aRun()], onRequest: () => [aRun({ status: 'Completed' })] });

  expect(await run((session) => controlRun(session, aWish()))).toEqual({ exitCode: 2, stdout: '', stderr: 'The planner refused to pause the run: it has ended as Completed meanwhile.' });
});

it('says that nobody answered', async () => {
  const { run } = aSession({ runs: [aRun()] });

  expect(await run((session) => controlRun(session, aWish()))).toEqual({
    exitCode: 3, stdout: '', stderr: `a hub in memory: the planner has not answered within 60 s; "patchwave run status ${RUN}" tells when it has.`,
  });
});

it('asks nothing of a run that has ended', async () => {
  const { hub, run } = aSession({ runs: [aRun({ status: 'Aborted' })] });

  const said = await run((session) => controlRun(session, aWish({ action: 'abort' })));

  expect({ said, requests: hub.requests }).toEqual({
    said: { exitCode: 2, stdout: '', stderr: `run: found ${RUN} ended as Aborted, expected one that goes on.` }, requests: [],
  });
});
