import { advance } from '#shared/choreography/advance.ts';
import { fact } from '#shared/choreography/event-bus.ts';
import { voteRefused } from '#shared/events/vote-refused.ts';

import type { Vote } from '../core/approval-state.ts';
import { decideApproval, type ApprovalInput } from '../core/decide-approval.ts';
import { refusalInWords } from '../core/vote-refusal.ts';
import type { ApprovalEffects } from './approval-effects.ts';

/** Votes and alarms of one request. */
export async function onRequest(effects: ApprovalEffects, key: string, inputs: readonly ApprovalInput[]): Promise<void> {
  const { state } = await advance(effects.approvals, key, (before, now) => decideApproval(before, inputs, now));
  if (state !== undefined) return;
  await refuseUnknown(effects, inputs.flatMap((input) => (input.type === 'voted' ? [input.vote] : [])));
}

/** There is no item with an outbox for a request that never was: the message brings the refusal back if it is lost. */
async function refuseUnknown(effects: ApprovalEffects, votes: readonly Vote[]): Promise<void> {
  if (votes.length === 0) return;
  const refusals = votes.map(({ runId, wave, voter, voteId }) => ({
    id: `REFUSED#${voteId}`.slice(0, EVENT_ID_CHARACTERS_MAX),
    runId,
    occurredAt: effects.clock.now(),
    ...fact(voteRefused, { runId, wave, voter, reason: refusalInWords('Unknown') }),
  }));
  const confirmed = await effects.bus.publish(refusals);
  const lost = refusals.find(({ id }) => !confirmed.has(id));
  if (lost !== undefined) throw new Error(`${lost.id}: the bus did not confirm VoteRefused; the message is tried again.`);
}

/** The limit of `metadata.id`. */
const EVENT_ID_CHARACTERS_MAX = 128;
