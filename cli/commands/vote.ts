import { votesOf, type RunReadModel, type WaveReadModel } from '#shared/domain/read-model.ts';
import { waveOf } from '../approval-view.ts';
import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import { answer } from '../output.ts';
import { refusalSince } from '../refusal-since.ts';
import type { Session } from '../session.ts';
import { waitUntil } from '../wait-until.ts';

export interface VoteOptions {
  id: string;
  wave: string;
  decision: 'approve' | 'reject';
  reason?: string;
  json: boolean;
}

const ANSWER_WITHIN_MS = 60_000;

/** Votes for the hash that the read model shows now, and waits until the vote decided, counted or was refused. */
export async function vote(session: Session, { id, wave, decision, reason, json }: VoteOptions): Promise<void> {
  const { hub, output } = session;
  const before = await findRun(hub, id);
  const { waveHash, quorum = 1 } = requestOf(waveOf(before, wave));
  await hub.vote(before.runId, { wave, waveHash, decision, ...(reason === undefined ? {} : { reason }) });
  const answered = await answerTo(session, before, wave);
  if (answered.refusal !== undefined) throw badInput(`The vote did not count: ${answered.refusal}`);
  const { state, votes } = answered;
  const counted = votes === undefined ? {} : { votes, quorum };
  answer(output, { json, value: { runId: before.runId, wave, state, ...counted }, words: () => inWords(before.runId, { wave, state, ...counted }) });
}

function inWords(runId: string, { wave, state, votes, quorum }: { wave: string; state: string; votes?: number; quorum?: number }): string {
  if (votes === undefined) return `Wave ${wave} of run ${runId} is ${state}.`;
  return `Your vote on wave ${wave} counts: ${String(votes)} of ${String(quorum)} votes. The wave still waits.`;
}

function requestOf({ name, approval }: WaveReadModel): NonNullable<WaveReadModel['approval']> {
  if (approval?.state === 'requested') return approval;
  const found = approval === undefined ? 'that it asks for no approval' : `that it is already ${approval.state}${approval.by === undefined ? '' : ` by ${approval.by.map(({ id }) => id).join(', ')}`}`;
  throw badInput(`wave ${name}: found ${found}, expected one that waits for approval. "patchwave approval list" shows what does.`);
}

interface Answer {
  state: string;
  /** How many count, this one included, where more are needed. */
  votes?: number;
  refusal?: string;
}

async function answerTo({ hub, pace }: Session, before: RunReadModel, wave: string): Promise<Answer> {
  const { id: by } = await hub.identity();
  const answered = await waitUntil(pace, ANSWER_WITHIN_MS, async () => answerIn(await hub.run(before.runId), before, { wave, by }));
  if (answered !== undefined) return answered;
  const next = `"patchwave approval show ${before.runId} ${wave}" tells when it has.`;
  throw new CommandFailure(exitCodes.unreachable, `${hub.name}: approval has not answered within ${String(ANSWER_WITHIN_MS / 1000)} s; ${next}`);
}

function answerIn(after: RunReadModel | undefined, before: RunReadModel, { wave, by }: { wave: string; by: string }): Answer | undefined {
  if (after === undefined) return undefined;
  const refusal = refusalSince(before, after, { what: `vote on ${wave}`, by });
  const state = waveOf(after, wave).approval?.state ?? 'requested';
  if (refusal !== undefined) return { state, refusal: refusal.reason };
  if (state !== 'requested') return { state };
  const [known, votes] = [votesIn(before, wave), votesIn(after, wave)];
  return isVoteOf(votes, by) && !isVoteOf(known, by) ? { state, votes: votes.length } : undefined;
}

type Vote = ReturnType<typeof votesOf>[number];

function votesIn(run: RunReadModel, wave: string): readonly Vote[] {
  const { approval } = waveOf(run, wave);
  return approval === undefined ? [] : votesOf(approval);
}

function isVoteOf(votes: readonly Vote[], id: string): boolean {
  return votes.some(({ by }) => by.id === id);
}
