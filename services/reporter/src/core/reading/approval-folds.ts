import type { RunReadModel, WaveApproval } from '#shared/domain/read-model.ts';
import { approvalExpired } from '#shared/events/approval-expired.ts';
import { approvalRequested } from '#shared/events/approval-requested.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';
import { foldOf, type Fold } from './fold.ts';
import { withWave } from './wave-rows.ts';

/** Who is asked, and what they said. */
export const approvalFolds: readonly Fold<RunReadModel>[] = [
  foldOf(approvalRequested, (model, { wave, waveHash, instances, quorum, expiresAt }, at) =>
    withApproval(model, wave, { state: 'requested', waveHash, instances, quorum, expiresAt, at }),
  ),
  foldOf(waveApproved, (model, { wave, waveHash, approvedBy, validUntil }, at) =>
    withApproval(model, wave, { state: 'approved', waveHash, by: approvedBy, validUntil, at }),
  ),
  foldOf(waveRejected, (model, { wave, waveHash, rejectedBy, reason }, at) =>
    withApproval(model, wave, { state: 'rejected', waveHash, by: [rejectedBy], reason, at }),
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
  if (second.state !== 'requested' || first.state === 'requested') return { ...first, ...second };
  return second.at > (first.validUntil ?? Infinity) ? second : { ...second, ...first };
}
