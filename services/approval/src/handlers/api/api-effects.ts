import type { Clock } from '#shared/choreography/clock.ts';
import type { EventBus } from '#shared/choreography/event-bus.ts';
import type { DueIndex, ItemStore } from '#shared/choreography/item.ts';
import type { Once } from '#shared/choreography/once.ts';

import type { ApprovalRecipe, ApprovalState } from '../../core/approval-state.ts';

export interface ApprovalApiEffects {
  /** Read only: a vote becomes true in the queue, not here. */
  approvals: Pick<ItemStore<ApprovalState, ApprovalRecipe>, 'load'>;
  /** Every pending request has its expiry in it. */
  dueIndex: DueIndex;
  /** Speaks as `patchwave.api`. */
  bus: EventBus;
  once: Once;
  clock: Clock;
}
