import { hasBit } from '#shared/domain/bitmap.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { admits } from './stop-reason.ts';
import { isInFlight, type WaveState } from './wave-state.ts';

/** Most targets that one write admits: their locks are taken before it, within the function's timeout. */
export const ROUND_TARGETS_MAX = 30;

/** The targets that may start now if nobody else locks them, in the order of the plan. */
export function candidatesOf(state: WaveState, targets: readonly PlannedTarget[]): PlannedTarget[] {
  if (!admits(state)) return [];
  const room = accountRoom(state, targets);
  const chosen: PlannedTarget[] = [];
  for (const target of targets) {
    if (chosen.length === ROUND_TARGETS_MAX) break;
    if (isWaiting(state, target.ordinal) && room.take(target.accountId)) chosen.push(target);
  }
  return chosen;
}

function isWaiting(state: WaveState, ordinal: number): boolean {
  return !hasBit(state.admitted, ordinal) && !hasBit(state.held, ordinal);
}

/** At most `maxConcurrentAccounts` different accounts at once; in an account that is in work, any number of targets. */
export function accountRoom(state: WaveState, targets: readonly PlannedTarget[]) {
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
