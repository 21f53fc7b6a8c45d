import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

import { openCommandOf, type ClaimedCommand } from './open-command.ts';
import { slower } from './pace.ts';
import { sayHeld } from './say-held.ts';
import { settleCommand } from './settle-instances.ts';
import { stay, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';
import { waitLonger, waitUntil } from './wait.ts';

/** SSM did not take the command, or did not answer. */
export interface SendFailed {
  kind: 'sendFailed';
  command: number;
  claimedAt: number;
  failure: RemoteFailure;
}

/** A refusal by the role's permissions may be one of propagation; a third one is not. */
const DENIALS_MAX = 3;

export function failSend(target: WorkingTarget, answer: SendFailed, context: Context): Step {
  const command = openCommandOf(target.commands, answer.command);
  if (command?.phase !== 'Claimed' || command.claimedAt !== answer.claimedAt) return stay(target);
  switch (answer.failure.kind) {
    case 'unavailable':
      // It may have been sent: only the claim's own alarm may find out.
      return stay(target);
    case 'throttled':
      return throttled(target, command, context);
    case 'denied':
      return denied(target, command, context);
    case 'refused':
      return refused(target, command, { failure: answer.failure, now: context.now });
  }
}

function throttled(target: WorkingTarget, command: ClaimedCommand, { now }: Context): Step {
  const { counters } = target;
  const pace = slower(target, now);
  const counted = { ...target, pace, counters: { ...counters, throttled: counters.throttled + 1 } };
  const waiting = waitUntil(counted, command, { failed: 'throttled', dueAt: pace.nextSendAt });
  return sayHeld(waiting, { reason: 'Throttled', until: pace.nextSendAt }, now);
}

function denied(target: WorkingTarget, command: ClaimedCommand, { now }: Context): Step {
  if (command.failures.denied + 1 >= DENIALS_MAX) {
    return stay(settleCommand(target, command, { outcome: 'Unreachable', cause: 'AccessDenied' }));
  }
  return stay(waitLonger(target, command, { failed: 'denied', now }));
}

/** One id that SSM does not know refuses all fifty: ask which are known. Any other refusal would only repeat itself. */
function refused(
  target: WorkingTarget,
  command: ClaimedCommand,
  { failure, now }: { failure: RemoteFailure; now: number },
): Step {
  if (failure.code !== 'InvalidInstanceId') {
    return stay(settleCommand(target, command, { outcome: 'Failed', cause: 'SendRefused' }));
  }
  return {
    target: waitLonger(target, command, { failed: 'refused', now }),
    events: [],
    effects: [{ effect: 'known', command: command.command }],
  };
}
