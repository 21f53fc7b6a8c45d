import type { Aggregate } from '#shared/choreography/advance.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import type { EventBus } from '#shared/choreography/event-bus.ts';
import { aggregateOf, silentAggregateOf, type HubKit } from '#shared/choreography/hub-kit.ts';

import { approvalDueAt, type ApprovalRecipe, type ApprovalState } from '../core/approval-state.ts';
import type { RunApprovals } from '../core/run-approvals.ts';
import { renderApproval } from './render-approval.ts';

export interface ApprovalEffects {
  approvals: Aggregate<ApprovalState, ApprovalRecipe>;
  runApprovals: Aggregate<RunApprovals, never>;
  bus: EventBus;
  clock: Clock;
}

export function approvalEffects(kit: HubKit): ApprovalEffects {
  return {
    approvals: aggregateOf<ApprovalState, ApprovalRecipe>(kit, {
      runIdOf: (state) => state.request.runId,
      dueAt: approvalDueAt,
      render: (recipe, state) => Promise.resolve(renderApproval(recipe, state)),
    }),
    runApprovals: silentAggregateOf<RunApprovals>(kit),
    bus: kit.bus,
    clock: kit.clock,
  };
}
