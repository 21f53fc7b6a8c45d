import {
  type Command,
  type Invocation,
  type InvocationStatus,
  type StatusDetails,
  isOpen,
  limitOf,
} from './command.ts';

export interface CommandStatus {
  status: Exclude<InvocationStatus, 'Delayed'>;
  statusDetails: StatusDetails;
  /** Invocations that have ended, however. */
  completed: number;
  /** Failed and ExecutionTimedOut only: the errors that MaxErrors counts. */
  errors: number;
  deliveryTimedOut: number;
}

/** SSM's breaker does not see agents that are dead: neither delivery time-outs nor cancellations are errors to it. */
export function countsAsError(invocation: Invocation): boolean {
  return invocation.statusDetails === 'Failed' || invocation.statusDetails === 'ExecutionTimedOut';
}

/** The word on a whole command, by the rules of AWS's page "Understanding command statuses". */
export function commandStatus(command: Command): CommandStatus {
  const { invocations } = command;
  const counts = {
    completed: invocations.filter((invocation) => !isOpen(invocation)).length,
    errors: invocations.filter(countsAsError).length,
    deliveryTimedOut: invocations.filter(({ statusDetails }) => statusDetails === 'DeliveryTimedOut').length,
  };
  if (counts.completed < invocations.length) return { ...openStatus(invocations), ...counts };
  return { ...endedStatus(command, counts), ...counts };
}

function openStatus(invocations: readonly Invocation[]): Pick<CommandStatus, 'status' | 'statusDetails'> {
  const begun = invocations.some(({ status }) => status !== 'Pending' && status !== 'Delayed');
  const status = begun ? 'InProgress' : 'Pending';
  return { status, statusDetails: status };
}

function endedStatus(
  { invocations, request, cancelled }: Command,
  counts: { errors: number; deliveryTimedOut: number },
): Pick<CommandStatus, 'status' | 'statusDetails'> {
  if (cancelled) return { status: 'Cancelled', statusDetails: 'Cancelled' };
  if (invocations.every(({ status }) => status === 'Success')) return { status: 'Success', statusDetails: 'Success' };
  if (counts.errors > limitOf(request.maxErrors, invocations.length)) {
    return { status: 'Failed', statusDetails: 'Failed' };
  }
  if (counts.deliveryTimedOut === invocations.length) return { status: 'TimedOut', statusDetails: 'DeliveryTimedOut' };
  return { status: 'Failed', statusDetails: 'Incomplete' };
}
