import type { RunReadModel } from '#shared/domain/read-model.ts';
import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { castVote } from '../requests.ts';
import { waitUntil } from '../wait-until.ts';
import { waveOf } from './approvals.ts';

export interface VoteOptions {
  id: string;
  wave: string;
  decision: 'approve' | 'reject';
  reason?: string;
  json: boolean;
}

const ANSWER_WITHIN_MS = 60_000;

/** Votes for the hash that the read model shows now, and waits until the vote counted or was refused. */
export async function vote(hub: Hub, output: Output, options: VoteOptions): Promise<void> {
  const before = await findRun(hub, options.id);
  const { approval } = waveOf(before, options.wave);
  if (approval === undefined) throw badInput(`wave: found that ${options.wave} asks for no approval (yet), expected one that does.`);
  const { wave, decision, reason } = options;
  await castVote(hub, before.runId, { wave, waveHash: approval.waveHash, decision, ...(reason === undefined ? {} : { reason }) });
  const after = await waitUntil(async () => counted(before, await hub.run(before.runId), wave), ANSWER_WITHIN_MS);
  const refusal = after?.refusals.slice(before.refusals.length).at(-1);
  if (refusal !== undefined) throw badInput(`The vote did not count: ${refusal.reason}`);
  const state = after === undefined ? undefined : waveOf(after, wave).approval?.state;
  if (state === undefined && approval.quorum === 1) throw new CommandFailure(exitCodes.unreachable, `${hub.name}: approval has not answered yet; "patchwave approval show ${options.id} ${wave}" tells when it has.`);
  answer(output, { json: options.json, value: { runId: before.runId, wave, state: state ?? 'requested' }, words: () => `Wave ${wave} of run ${before.runId} is ${state ?? 'still waiting for more people; your vote was sent'}.` });
}

function counted(before: RunReadModel, after: RunReadModel | undefined, wave: string): RunReadModel | undefined {
  if (after === undefined) return undefined;
  const decided = waveOf(after, wave).approval?.state !== 'requested';
  return decided || after.refusals.length > before.refusals.length ? after : undefined;
}
