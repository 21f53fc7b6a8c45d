import type { RunReadModel, WaveApproval, WaveReadModel } from '#shared/domain/read-model.ts';
import { approvalExpired } from '#shared/events/approval-expired.ts';
import { approvalRequested } from '#shared/events/approval-requested.ts';
import { voteCounted } from '#shared/events/vote-counted.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';
import type { Identity } from '#shared/events/scalars.ts';
import { foldOf, type Fold } from './fold.ts';
import { withWave } from './wave-rows.ts';

/** Who is asked, and what they said. */
export const approvalFolds: readonly Fold<RunReadModel>[] = [
  foldOf(approvalRequested, (model, { wave, waveHash, instances, quorum, expiresAt }, at) =>
    withApproval(model, wave, { state: 'requested', waveHash, instances, quorum, expiresAt, askedAt: at, at }),
  ),
  foldOf(waveApproved, (model, { wave, waveHash, approvedBy, validUntil }, at) =>
    withApproval(model, wave, { state: 'approved', waveHash, by: approvedBy, validUntil, at }),
  ),
  foldOf(waveRejected, (model, { wave, waveHash, rejectedBy, reason }, at) =>
    withApproval(model, wave, { state: 'rejected', waveHash, by: [rejectedBy], reason, at }),
  ),
  foldOf(voteCounted, (model, { wave, waveHash, voter, quorum }, at) =>
    withWave(model, wave, (row) => ({ approval: withVote(row, { waveHash, quorum, vote: { by: voter, at } }) })),
  ),
  foldOf(approvalExpired, (model, { wave, waveHash }, at) => withApproval(model, wave, { state: 'expired', waveHash, at })),
];

function withApproval(model: RunReadModel, wave: string, heard: WaveApproval): RunReadModel {
  return withWave(model, wave, ({ approval }) => ({ approval: approval === undefined ? heard : later(approval, heard) }));
}

/**
 * The later word holds, with what the other adds: what was asked stays beside the answer. A question repeated about
 * a hash that has its answer does not open it again, unless what was given has run out.
 */
function later(known: WaveApproval, heard: WaveApproval): WaveApproval {
  const [first, second] = heard.at < known.at ? [heard, known] : [known, heard];
  if (first.waveHash !== second.waveHash) return second;
  const kept = { ...askedAtOf(first, second), ...(known.votes === undefined ? {} : { votes: known.votes }) };
  if (second.state !== 'requested' || first.state === 'requested') return { ...first, ...second, ...kept };
  return second.at > (first.validUntil ?? Infinity) ? { ...second, ...kept } : { ...second, ...first, ...kept };
}

/** A round is named by its end; the first question of the latest round counts. */
function askedAtOf(first: WaveApproval, second: WaveApproval): Pick<WaveApproval, 'askedAt'> {
  const isSameRound = first.expiresAt === undefined || second.expiresAt === undefined || first.expiresAt === second.expiresAt;
  const times = [isSameRound ? first.askedAt : undefined, second.askedAt].filter((time) => time !== undefined);
  return times.length === 0 ? {} : { askedAt: Math.min(...times) };
}

interface HeardVote {
  waveHash: string;
  quorum: number;
  vote: { by: Identity; at: number };
}

/** A vote decides nothing here: only approval knows who may vote. A repeat of it is later than the vote, and the same vote. */
function withVote({ approval }: WaveReadModel, { waveHash, quorum, vote }: HeardVote): WaveApproval {
  // Older than any question: whatever is heard of the request itself has the word.
  const known = approval ?? { state: 'requested', waveHash, quorum, at: 0 };
  if (known.waveHash !== waveHash) return known;
  const { votes = [] } = known;
  const before = votes.find(({ by }) => by.id === vote.by.id);
  if (before !== undefined && before.at >= vote.at) return known;
  const others = votes.filter((one) => one !== before);
  return { ...known, votes: [...others, vote].sort((left, right) => (left.by.id < right.by.id ? -1 : 1)) };
}
