import { lookWhenDue } from './look.ts';
import type { OpenCommand } from './open-command.ts';
import { recover } from './recover.ts';
import { stay, thenStep, type Context, type Step } from './step.ts';
import type { TargetState, WorkingTarget } from './target-state.ts';

/** When the target wants to be looked after, epoch ms. Undefined only once it has ended. */
export function targetDueAt(target: TargetState): number | undefined {
  if (target.status === 'Ended') return undefined;
  if (target.recallAt !== undefined) return target.recallAt;
  const times = target.commands.map(({ dueAt }) => dueAt);
  if (target.heldUntil !== undefined) times.push(target.heldUntil);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Acts on what is due by now and on nothing else, so an alarm that comes late or twice does nothing. */
export function actOnDue(target: WorkingTarget, context: Context): Step {
  return target.commands
    .filter(({ dueAt }) => dueAt <= context.now)
    .reduce((step, command) => thenStep(step, (next) => actOn(next, command, context)), stay(target));
}

function actOn(target: WorkingTarget, command: OpenCommand, context: Context): Step {
  switch (command.phase) {
    case 'Claimed':
      return recover(target, command, context);
    case 'Sent':
      return lookWhenDue(target, command, context);
    case 'Waiting':
      // Tried again, or given up, by what follows every decision (go-on.ts).
      return stay(target);
  }
}
