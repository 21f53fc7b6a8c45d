import { causeOfLetter, NO_CAUSE } from '#shared/domain/causes.ts';

import { settleInstances, type Settlement } from './settle-instances.ts';
import type { WorkingTarget } from './target-state.ts';

/** Pending instances that will not be sent any more. Who failed once and waits for the second try did fail. */
export function giveUp(target: WorkingTarget, ordinals: readonly number[], rest: Settlement): WorkingTarget {
  if (ordinals.length === 0) return target;
  const failedOnce = ordinals.filter((ordinal) => target.causes[ordinal] !== NO_CAUSE);
  const failed = failedOnce.reduce((next, ordinal) => {
    return settleInstances(next, [ordinal], { outcome: 'Failed', cause: causeOfLetter(target.causes.charAt(ordinal)) });
  }, target);
  return settleInstances(failed, ordinals, rest);
}
