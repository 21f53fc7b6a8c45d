import { hasBit } from '#shared/domain/bitmap.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import type { WaveState } from './wave-state.ts';

interface Place {
  accountId: string;
  region: string;
}

/**
 * A lock outlives its use when its release got lost, with the process and the queues. It is stale once its wave is
 * done with the target: such a wave never admits it again. A wave that is not there yet, or has not admitted it yet,
 * may be about to: that lock is no one else's.
 */
export function isLockStale(holder: WaveState | undefined, targets: readonly PlannedTarget[], place: Place): boolean {
  if (holder === undefined) return false;
  if (holder.ending !== undefined) return true;
  const target = targets.find(({ accountId, region }) => accountId === place.accountId && region === place.region);
  return target !== undefined && hasBit(holder.completed, target.ordinal);
}
