import { countAttempt } from './attempts.ts';
import { openCommandOf, type ClaimedCommand } from './open-command.ts';
import { settleCommand } from './settle-instances.ts';
import { stay, withCommand, type Context, type Step } from './step.ts';
import { takeBack } from './take-back.ts';
import type { WorkingTarget } from './target-state.ts';

/** What came of looking for a command that may have been sent (found: `accepted`). */
export interface SearchEnded {
  kind: 'searchEnded';
  command: number;
  claimedAt: number;
  /** As it stood when the search began: one search counts once. */
  emptyLooks: number;
  /** False when the region could not be asked: that is no answer. */
  answered: boolean;
}

/** Empty looks after which a command is given up, and the time between them: ListCommands is eventually consistent. */
const EMPTY_LOOKS_MAX = 2;
const LOOK_AGAIN_MS = 15 * 60_000;
const ASK_AGAIN_MS = 5 * 60_000;

/**
 * What becomes of a claim of which its sender has said nothing in time. Not marked, it was not sent, and its mark is
 * refused from now on: its instances are pending again, in the same attempt, and go under a new number.
 */
export function recover(target: WorkingTarget, command: ClaimedCommand, context: Context): Step {
  return command.callAt === undefined ? stay(takeBack(target, command)) : search(target, command, context);
}

/** Nobody knows whether the command was sent: SSM is asked for its key. Never sent again from here. */
function search(target: WorkingTarget, command: ClaimedCommand, { now }: Context): Step {
  return {
    target: withCommand(target, { ...command, dueAt: now + ASK_AGAIN_MS }),
    events: [],
    effects: [{ effect: 'find', command: command.command }],
  };
}

export function endSearch(target: WorkingTarget, ended: SearchEnded, { now }: Context): Step {
  const command = openCommandOf(target.commands, ended.command);
  if (command?.phase !== 'Claimed' || command.claimedAt !== ended.claimedAt) return stay(target);
  if (command.emptyLooks !== ended.emptyLooks) return stay(target);
  if (!ended.answered) return stay(now > target.notAfter ? giveUp(target, command) : target);
  const emptyLooks = command.emptyLooks + 1;
  if (emptyLooks >= EMPTY_LOOKS_MAX) return stay(giveUp(target, command));
  return stay(withCommand(target, { ...command, emptyLooks, dueAt: now + LOOK_AGAIN_MS }));
}

/** It may run there all the same, so it counts as an attempt and is not followed by another. */
function giveUp(target: WorkingTarget, command: ClaimedCommand): WorkingTarget {
  return settleCommand(countAttempt(target, command), command, { outcome: 'Unreachable', cause: 'SendUnknown' });
}
