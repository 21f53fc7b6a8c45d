import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { HubKit } from '#shared/choreography/hub-kit.ts';
import type { Message } from '#shared/choreography/message.ts';
import { onTick } from '#shared/choreography/tick.ts';
import type { EventContract, EventDetail } from '#shared/events/contract.ts';
import { planCreated } from '#shared/events/plan-created.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { voteCast } from '#shared/events/vote-cast.ts';

import { approvalKeyOf, isApprovalKey, runApprovalsKeyOf } from '../core/approval-key.ts';
import { approvalRequestsOf } from '../core/approval-requests.ts';
import type { ApprovalInput } from '../core/decide-approval.ts';
import { approvalEffects, type ApprovalEffects } from './approval-effects.ts';
import { onRequest } from './on-request.ts';
import { onPlan, onRunEnd } from './on-run.ts';

/** Approval requests and votes: granted, refused, expired; and who may vote. */
export function approvalService(kit: HubKit): QueueService {
  const effects = approvalEffects(kit);
  return {
    contracts: [planCreated, voteCast, runControlChanged, runCompleted] as readonly EventContract<unknown>[],
    groupOf,
    onTick: () => onTick(kit),
    async onGroup(group, messages) {
      if (isApprovalKey(group)) return onRequest(effects, group, messages.flatMap(inputOf));
      for (const message of messages) await onRunMessage(effects, message);
    },
  };
}

function groupOf(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  if (message.kind !== 'event') return message.kind;
  const data = message.detail.data as { runId: string; wave: string };
  return message.detailType === voteCast.detailType ? approvalKeyOf(data) : runApprovalsKeyOf(data.runId);
}

function inputOf(message: Message): ApprovalInput[] {
  if (message.kind === 'due') return [{ type: 'due' }];
  return detailsOf(message, voteCast).map(({ metadata, data }) => ({ type: 'voted', vote: { ...data, voteId: metadata.id } }));
}

async function onRunMessage(effects: ApprovalEffects, message: Message): Promise<void> {
  for (const { data } of detailsOf(message, planCreated)) await onPlan(effects, approvalRequestsOf(data));
  for (const { data } of detailsOf(message, runCompleted)) await onRunEnd(effects, data.runId);
  for (const { data } of detailsOf(message, runControlChanged)) {
    if (data.control.state === 'Aborted') await onRunEnd(effects, data.runId);
  }
}

/** The detail of a message of this contract; empty for all others. */
function detailsOf<Data>(message: Message, contract: EventContract<Data>): EventDetail<Data>[] {
  return message.kind === 'event' && message.detailType === contract.detailType ? [message.detail as EventDetail<Data>] : [];
}
