import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

import { pendingOrdinals } from './instances-in-work.ts';
import { openCommandOf, type ClaimedCommand } from './open-command.ts';
import { settleCommand, settleInstances } from './settle-instances.ts';
import { stay, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';
import { waitLonger, waitUntil } from './wait.ts';

/** The spoke's role could not be assumed, so nothing was sent. */
export interface NotReached {
  kind: 'notReached';
  command: number;
  claimedAt: number;
  failure: RemoteFailure;
}

/** After 2, 4, 8 and 16 minutes: five tries within half an hour. */
const REACHES_MAX = 5;
const FIRST_WAIT_MS = 2 * 60_000;

export function failReach(target: WorkingTarget, answer: NotReached, { now }: Context): Step {
  const command = openCommandOf(target.commands, answer.command);
  if (command?.phase !== 'Claimed' || command.claimedAt !== answer.claimedAt) return stay(target);
  // The hub asks STS too often: that says nothing about the spoke.
  if (answer.failure.kind === 'throttled') return stay(waitLonger(target, command, { failed: 'throttled', now }));
  if (command.failures.notReached + 1 >= REACHES_MAX) return stay(giveUp(target, command));
  const dueAt = now + FIRST_WAIT_MS * 2 ** command.failures.notReached;
  return stay(waitUntil(target, command, { failed: 'notReached', dueAt }));
}

/** The role is the target's, not the command's: the next pack would wait half an hour for the same answer. */
function giveUp(target: WorkingTarget, command: ClaimedCommand): WorkingTarget {
  const settlement = { outcome: 'Unreachable', cause: 'TargetUnreachable' } as const;
  const settled = settleCommand(target, command, settlement);
  return settleInstances(settled, pendingOrdinals(settled), settlement);
}
