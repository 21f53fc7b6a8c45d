import { hasBit } from '#shared/domain/bitmap.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { instanceRoom } from './instance-room.ts';
import { admits } from './stop-reason.ts';
import { isInFlight, type CutShares, type WaveState } from './wave-state.ts';

/** Most targets that one write admits: their locks are taken before it, within the function's timeout. */
export const ROUND_TARGETS_MAX = 30;

/** No further target once so many budget shares are asked for: each group costs a write before the wave's own. */
const ROUND_SHARES_MAX = 100;

/** The targets that may start now if nobody else locks them or uses their budgets, in the order of the plan. */
export function candidatesOf(state: WaveState, targets: readonly PlannedTarget[]): PlannedTarget[] {
  if (!admits(state)) return [];
  const room = roomOf(state, targets);
  const chosen: PlannedTarget[] = [];
  let shares = 0;
  for (const target of targets) {
    if (chosen.length === ROUND_TARGETS_MAX || shares >= ROUND_SHARES_MAX) break;
    if (!isWaiting(state, target.ordinal) || !room.take(target)) continue;
    chosen.push(target);
    shares += lentGroupsOf(target).length;
  }
  return chosen;
}

export type LentGroup = NonNullable<PlannedTarget['lent']>[number];

/** The budgets of which a target must be lent a share before it may start. */
export function lentGroupsOf(target: PlannedTarget | undefined): readonly LentGroup[] {
  return target?.lent ?? [];
}

function isWaiting(state: WaveState, ordinal: number): boolean {
  return ![state.admitted, state.held, state.budgetHeld].some((bits) => hasBit(bits, ordinal));
}

export interface Room {
  /** False when the wave's bounds leave no room for this target now. */
  take(target: PlannedTarget): boolean;
  cutShares(): CutShares;
}

/** All that the wave itself bounds over its targets: accounts and instances in flight. */
export function roomOf(state: WaveState, targets: readonly PlannedTarget[]): Room {
  const accounts = accountRoom(state, targets);
  const instances = instanceRoom(state, targets);
  return {
    take(target) {
      const share = instances.shareFor(target);
      if (share === undefined || !accounts.take(target.accountId)) return false;
      instances.use(target, share);
      return true;
    },
    cutShares: () => instances.cutShares(),
  };
}

/** At most `maxConcurrentAccounts` different accounts at once; in an account that is in work, any number of targets. */
function accountRoom(state: WaveState, targets: readonly PlannedTarget[]) {
  const accounts = new Set<string>();
  for (const { ordinal, accountId } of targets) if (isInFlight(state, ordinal)) accounts.add(accountId);
  return {
    /** False when there is no room for one more account. */
    take(accountId: string): boolean {
      if (!accounts.has(accountId) && accounts.size >= state.order.maxConcurrentAccounts) return false;
      accounts.add(accountId);
      return true;
    },
  };
}
