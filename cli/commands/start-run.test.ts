import { runRequested } from '#shared/events/run-requested.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { without } from '#shared/testing/without.ts';
import { aRun, HOUR_MS } from '../testing/run.builder.ts';
import { aSession } from '../testing/session-in-test.ts';
import { startRun } from './start-run.ts';

const source = { policy: { name: 'web' } };
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

function answers(with_: Partial<RunReadModel>) {
  return ({ runId }: { runId: string }) => [{ ...without(aRun(), 'acceptedAt'), ...with_, runId }];
}

it('asks for the run in the name of the one who asks, valid for an hour', async () => {
  const { hub, run } = aSession({ onRequest: answers({ acceptedAt: NIGHT }) });

  await run((session) => startRun(session, { source, json: false }));

  expect(hub.requests).toEqual([{
    contract: runRequested, runId: UUID,
    data: { runId: UUID, requestedBy: { kind: 'cli', id: 'ana' }, notAfter: NIGHT + HOUR_MS, policy: { name: 'web' } },
  }]);
});

it('says yes, and how to follow the run', async () => {
  const { hub, run } = aSession({ onRequest: answers({ acceptedAt: NIGHT }) });

  const said = await run((session) => startRun(session, { source, json: false }));

  const { runId } = hub.requests[0]!;
  expect(said).toEqual({ exitCode: 0, stdout: `Run ${runId} is accepted. "patchwave run watch ${runId.slice(0, 8)}" follows it.`, stderr: '' });
});

it('says no with every reason, in words and in JSON', async () => {
  const reasons = ['policy web has an active run', 'the window is shut'];
  const { run } = aSession({ onRequest: answers({ status: 'Rejected', rejection: { at: NIGHT, reasons } }) });

  const { exitCode, stdout, stderr } = await run((session) => startRun(session, { source, json: true }));

  expect({ exitCode, answer: JSON.parse(stdout) as unknown, stderr }).toEqual({
    exitCode: 2,
    answer: { runId: UUID, accepted: false, reasons },
    stderr: 'The planner refused the run:\n  policy web has an active run\n  the window is shut',
  });
});

it('says that the planner did not answer', async () => {
  const { run } = aSession();

  expect(await run((session) => startRun(session, { source, json: false }))).toEqual({
    exitCode: 3, stdout: '', stderr: expect.stringMatching(/^a hub in memory: the planner has not answered within 120 s; "patchwave run status [0-9a-f-]{36}" tells when it has\.$/) as string,
  });
});
