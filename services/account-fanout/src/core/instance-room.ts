import type { PlannedTarget } from '#shared/domain/plan.ts';
import { concurrencyOf } from '#shared/domain/quota.ts';

import { isInFlight, type CutShares, type WaveOrder, type WaveState } from './wave-state.ts';

/** Most cut shares in flight at once: they take 10 bytes each of an item that should stay under 4 KB. */
export const CUT_SHARES_MAX = 50;

export interface InstanceRoom {
  /** What the target would get; undefined while there is too little for it. */
  shareFor(target: PlannedTarget): number | undefined;
  use(target: PlannedTarget, share: number): void;
  /** The cut ones among the shares that were used up here. */
  cutShares(): CutShares;
}

/**
 * The wave's own bound on instances in work, over all its targets. A target's share is its own until it completes, so
 * the sum of shares in flight bounds what can be in work.
 */
export function instanceRoom(state: WaveState, targets: readonly PlannedTarget[]): InstanceRoom {
  const cut: Record<string, number> = {};
  let free = freeOf(state, targets);
  let cutsLeft = CUT_SHARES_MAX - Object.keys(state.cutShares).length;
  return {
    shareFor(target) {
      const own = ownLimit(state.order, target);
      const share = Math.min(own, free);
      return share < 1 || (share < own && cutsLeft <= 0) ? undefined : share;
    },
    use(target, share) {
      free -= share;
      if (share === ownLimit(state.order, target)) return;
      cut[target.ordinal] = share;
      cutsLeft -= 1;
    },
    cutShares: () => cut,
  };
}

/** A target's part of `maxInstancesInFlight`; undefined in a wave without that bound. */
export function shareOf(state: WaveState, target: PlannedTarget): number | undefined {
  return state.order.maxInstancesInFlight === undefined ? undefined : partOf(state, target);
}

function partOf({ cutShares, order }: WaveState, target: PlannedTarget): number {
  return cutShares[target.ordinal] ?? ownLimit(order, target);
}

export function withoutShare(shares: CutShares, ordinal: number): CutShares {
  return Object.fromEntries(Object.entries(shares).filter(([one]) => one !== String(ordinal)));
}

/** What a target can have in work at most, whatever others do. */
function ownLimit({ maxConcurrency }: WaveOrder, { instances }: PlannedTarget): number {
  return Math.max(1, Math.min(instances, concurrencyOf(maxConcurrency, instances)));
}

function freeOf(state: WaveState, targets: readonly PlannedTarget[]): number {
  const { maxInstancesInFlight, instances } = state.order;
  if (maxInstancesInFlight === undefined) return Infinity;
  const inFlight = targets.filter(({ ordinal }) => isInFlight(state, ordinal));
  const used = inFlight.reduce((sum, target) => sum + partOf(state, target), 0);
  return concurrencyOf(maxInstancesInFlight, instances) - used;
}
