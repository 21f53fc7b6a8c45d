import { backOffMs } from './back-off.ts';
import type { ClaimedCommand, SendFailures } from './open-command.ts';
import { withCommand } from './step.ts';
import { tokenOf } from './target-identity.ts';
import type { WorkingTarget } from './target-state.ts';

type FailureKind = keyof SendFailures;

/** The command is certainly not sent: it waits, longer with each failure of the same kind. */
export function waitLonger(
  target: WorkingTarget,
  command: ClaimedCommand,
  { failed, now }: { failed: FailureKind; now: number },
): WorkingTarget {
  const dueAt = now + backOffMs(tokenOf(target, command.command), command.failures[failed]);
  return waitUntil(target, command, { failed, dueAt });
}

export function waitUntil(
  target: WorkingTarget,
  { command, instances, seen, failures }: ClaimedCommand,
  { failed, dueAt }: { failed: FailureKind; dueAt: number },
): WorkingTarget {
  const counted = { ...failures, [failed]: failures[failed] + 1 };
  return withCommand(target, { command, instances, seen, failures: counted, phase: 'Waiting', dueAt });
}
