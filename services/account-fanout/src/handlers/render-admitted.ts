import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { hasBit } from '#shared/domain/bitmap.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';
import { ADMISSION_CHUNK_TARGETS_MAX, targetsAdmitted } from '#shared/events/targets-admitted.ts';

import { inChunks } from '../core/admitted-recipes.ts';
import { shareOf } from '../core/instance-room.ts';
import type { WaveState } from '../core/wave-state.ts';

/** What these targets are lent, packed, by ordinal; no entry for a target without lent groups. */
export type LentTo = (state: WaveState, targets: readonly PlannedTarget[]) => Promise<ReadonlyMap<number, string>>;

/** A target that has ended meanwhile is in the event all the same; its shares are told as the least that they can be. */
const SHARE_WHEN_ENDED = 1;

export async function renderAdmitted(lentTo: LentTo, targets: readonly PlannedTarget[], state: WaveState): Promise<Fact[]> {
  const { runId, wave, waveHash, approvedHash, options, maxConcurrency, maxErrors, validUntil, notAfter, windowEndsAt } = state.order;
  const lent = await lentTo(state, targets);
  return inChunks(targets, ADMISSION_CHUNK_TARGETS_MAX).map((chunk) =>
    fact(targetsAdmitted, {
      runId, wave, waveHash, approvedHash, options, maxConcurrency, maxErrors, control: state.control, validUntil, notAfter,
      targets: chunk.map((target) => admittedTarget(target, shareNow(state, target), lent.get(target.ordinal))),
      ...(windowEndsAt === undefined ? {} : { windowEndsAt }),
    }),
  );
}

function shareNow(state: WaveState, target: PlannedTarget): number | undefined {
  const share = shareOf(state, target);
  return share !== undefined && hasBit(state.completed, target.ordinal) ? SHARE_WHEN_ENDED : share;
}

function admittedTarget(target: PlannedTarget, share: number | undefined, lent: string | undefined) {
  const { ordinal, accountId, region, sliceKey, sliceSha256, instances } = target;
  return {
    ordinal, accountId, region, sliceKey, sliceSha256, instances,
    ...(share === undefined ? {} : { share }),
    ...(lent === undefined ? {} : { lent }),
  };
}
