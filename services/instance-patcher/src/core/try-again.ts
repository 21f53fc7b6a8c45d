import { claimDueAt } from './claim.ts';
import { holdNow } from './hold.ts';
import type { ClaimedCommand, WaitingCommand } from './open-command.ts';
import { sayHeld } from './say-held.ts';
import { stay, withCommand, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** A command that certainly was not sent is claimed anew when its time has come; nothing else may start before it. */
export function tryAgain(target: WorkingTarget, command: WaitingCommand, context: Context): Step {
  if (context.now < command.dueAt) return stay(target);
  const hold = holdNow(target, context);
  if (hold !== undefined) {
    return sayHeld(withCommand(target, { ...command, dueAt: hold.until }), hold, context.now);
  }
  // The same key goes to SSM again: no earlier send of it was taken.
  const claimed: ClaimedCommand = {
    ...command,
    phase: 'Claimed',
    claimedAt: context.now,
    emptyLooks: 0,
    dueAt: claimDueAt(context),
  };
  return {
    target: withCommand(target, claimed),
    events: [],
    effects: [{ effect: 'send', command: command.command }],
  };
}
