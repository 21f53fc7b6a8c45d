import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { RunReadModel, WaveApproval } from '#shared/domain/read-model.ts';
import { aRun, aWave, HASH, RUN } from '../testing/run.builder.ts';
import { aSession } from '../testing/session-in-test.ts';
import { vote, type VoteOptions } from './vote.ts';

const ana = { kind: 'cli', id: 'ana' } as const;

function aVote(spoilt: Partial<VoteOptions> = {}): VoteOptions {
  return { id: RUN, wave: 'canary', decision: 'approve', json: false, ...spoilt };
}

function decidedAs(state: WaveApproval['state']): RunReadModel {
  return aRun({ waves: [aWave({ approval: { state, waveHash: HASH, at: NIGHT, by: [ana] } })] });
}

const refusedAt = (at: number, by = 'ana', reason = 'You started this run yourself.') => ({ what: 'vote on canary', by: { kind: 'cli' as const, id: by }, reason, at });

it('votes for the hash that was shown; who votes is for the hub to tell', async () => {
  const { hub, run } = aSession({ runs: [aRun()], onVote: () => [decidedAs('approved')] });

  await run((session) => vote(session, aVote({ reason: 'looked at it' })));

  expect({ votes: hub.votes, requests: hub.requests }).toEqual({
    votes: [{ runId: RUN, wave: 'canary', waveHash: HASH, decision: 'approve', reason: 'looked at it' }], requests: [],
  });
});

it.each([
  ['approve', 'approved'],
  ['reject', 'rejected'],
] as const)('says that the wave is decided when the vote is to %s', async (decision, state) => {
  const { run } = aSession({ runs: [aRun()], onVote: () => [decidedAs(state)] });

  expect(await run((session) => vote(session, aVote({ decision })))).toEqual({ exitCode: 0, stdout: `Wave canary of run ${RUN} is ${state}.`, stderr: '' });
});

it('answers in JSON', async () => {
  const { run } = aSession({ runs: [aRun()], onVote: () => [decidedAs('approved')] });

  const { stdout } = await run((session) => vote(session, aVote({ json: true })));

  expect(JSON.parse(stdout)).toEqual({ runId: RUN, wave: 'canary', state: 'approved' });
});

it('tells why a vote did not count, though the model keeps only the last five refusals', async () => {
  const known = [1, 2, 3, 4, 5].map((minute) => refusedAt(NIGHT + minute));
  const { run } = aSession({ runs: [aRun({ refusals: known })], onVote: () => [aRun({ refusals: [...known.slice(1), refusedAt(NIGHT + 6)] })] });

  expect(await run((session) => vote(session, aVote()))).toEqual({ exitCode: 2, stdout: '', stderr: 'The vote did not count: You started this run yourself.' });
});

it('takes no refusal of another person for the answer', async () => {
  const { run } = aSession({ runs: [aRun()], onVote: () => [aRun({ refusals: [refusedAt(NIGHT + 1, 'bo')] })] });

  expect((await run((session) => vote(session, aVote()))).exitCode).toBe(3);
});

it('says that nobody answered, after a minute', async () => {
  const { run, waitedMs } = aSession({ runs: [aRun()] });

  const said = await run((session) => vote(session, aVote()));

  expect({ ...said, waitedMs: waitedMs() }).toEqual({
    exitCode: 3, stdout: '', waitedMs: 60_000,
    stderr: `a hub in memory: approval has not answered within 60 s; "patchwave approval show ${RUN} canary" tells when it has.`,
  });
});

describe('where two people are needed', () => {
  const waiting = (...voters: string[]): RunReadModel =>
    aRun({ waves: [aWave({ approval: { state: 'requested', waveHash: HASH, at: NIGHT, quorum: 2, votes: voters.map((id) => ({ by: { kind: 'cli', id }, at: NIGHT })) } })] });

  it('says how many votes count as soon as this one does', async () => {
    const { run, waitedMs } = aSession({ runs: [waiting()], onVote: () => [waiting('ana')] });

    const said = await run((session) => vote(session, aVote()));

    expect({ ...said, waitedMs: waitedMs() }).toEqual({ exitCode: 0, stdout: 'Your vote on wave canary counts: 1 of 2 votes. The wave still waits.', stderr: '', waitedMs: 0 });
  });

  it('answers in JSON with the votes', async () => {
    const { run } = aSession({ runs: [waiting()], onVote: () => [waiting('ana')] });

    const { stdout } = await run((session) => vote(session, aVote({ json: true })));

    expect(JSON.parse(stdout)).toEqual({ runId: RUN, wave: 'canary', state: 'requested', votes: 1, quorum: 2 });
  });

  it('takes no vote of another person, and none of before, for this one', async () => {
    const { run } = aSession({ runs: [waiting('ana')], onVote: () => [waiting('ana', 'bo')] });

    expect((await run((session) => vote(session, aVote()))).exitCode).toBe(3);
  });
});

it.each<[string, { model: RunReadModel; spoilt?: Partial<VoteOptions> }, string]>([
  ['a wave that there is not', { model: aRun(), spoilt: { wave: 'main' } }, 'wave: found "main", expected one of canary.'],
  ['a run without a plan', { model: aRun({ waves: [] }) }, 'wave: found "canary", expected a run that has a plan.'],
  ['a wave that is approved', { model: decidedAs('approved') }, 'wave canary: found that it is already approved by ana, expected one that waits for approval. "patchwave approval list" shows what does.'],
  ['a wave that asks nobody', { model: aRun({ waves: [{ name: 'canary', status: 'Running' }] }) }, 'wave canary: found that it asks for no approval, expected one that waits for approval. "patchwave approval list" shows what does.'],
  ['a run that there is not', { model: aRun(), spoilt: { id: 'beef' } }, 'run: found no run that begins with "beef" at a hub in memory. "patchwave run list" shows the last ones.'],
])('sends no vote on %s', async (_words, { model, spoilt }, stderr) => {
  const { hub, run } = aSession({ runs: [model] });

  const said = await run((session) => vote(session, aVote(spoilt)));

  expect({ said, votes: hub.votes }).toEqual({ said: { exitCode: 2, stdout: '', stderr }, votes: [] });
});
