import type { Aggregate } from '#shared/choreography/advance.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import type { EventBus } from '#shared/choreography/event-bus.ts';
import type { DueIndex, DueQueue, ItemStore } from '#shared/choreography/item.ts';

import { approvalDueAt, type ApprovalRecipe, type ApprovalState } from '../core/approval-state.ts';
import type { RunApprovals } from '../core/run-approvals.ts';
import { renderApproval } from './render-approval.ts';

/** What the service needs of the hub; `queueKit` and `inMemoryKit` both are one. */
export interface ApprovalKit {
  clock: Clock;
  items<State, Recipe>(): ItemStore<State, Recipe>;
  dueIndex: DueIndex;
  dueQueue: DueQueue;
  bus: EventBus;
  backOff(attempt: number): Promise<void>;
}

export interface ApprovalEffects {
  approvals: Aggregate<ApprovalState, ApprovalRecipe>;
  runApprovals: Aggregate<RunApprovals, never>;
  bus: EventBus;
  clock: Clock;
}

export function approvalEffects(kit: ApprovalKit): ApprovalEffects {
  const { bus, dueQueue, clock } = kit;
  const shared = { bus, dueQueue, clock, backOff: (attempt: number) => kit.backOff(attempt) };
  return {
    approvals: {
      ...shared,
      items: kit.items<ApprovalState, ApprovalRecipe>(),
      runIdOf: (state) => state.request.runId,
      dueAt: approvalDueAt,
      render: (recipe, state) => Promise.resolve(renderApproval(recipe, state)),
    },
    // Says nothing and wants nothing by itself.
    runApprovals: {
      ...{ ...shared, items: kit.items<RunApprovals, never>() },
      ...{ runIdOf: () => '', dueAt: () => undefined, render: () => Promise.resolve([]) },
    },
    bus,
    clock,
  };
}
