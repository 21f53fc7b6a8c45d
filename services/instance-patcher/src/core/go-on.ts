import { claim } from './claim.ts';
import type { WaitingCommand } from './open-command.ts';
import { stay, type Context, type Step } from './step.ts';
import { stopReason, stopTarget } from './stop.ts';
import type { WorkingTarget } from './target-state.ts';
import { tryAgain } from './try-again.ts';

/** After whatever was heard: stop, try again what was not sent, or claim what comes next. */
export function goOn(target: WorkingTarget, context: Context): Step {
  const stop = stopReason(target, context);
  if (stop !== undefined) return stopTarget(target, stop);
  const waiting = target.commands.find((command): command is WaitingCommand => command.phase === 'Waiting');
  if (waiting !== undefined) return tryAgain(target, waiting, context);
  if (target.commands.some(({ phase }) => phase === 'Claimed')) return stay(target);
  return claim(target, context);
}
