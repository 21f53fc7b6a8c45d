import { claim } from './claim.ts';
import { leaveOut } from './leave-out.ts';
import type { WaitingCommand } from './open-command.ts';
import { stay, thenStep, type Context, type Step } from './step.ts';
import { stopReason, stopTarget } from './stop.ts';
import type { WorkingTarget } from './target-state.ts';
import { tryAgain } from './try-again.ts';

/** After whatever was heard: stop, or leave out what cannot go any more and go on with the rest. */
export function goOn(target: WorkingTarget, context: Context): Step {
  const stop = stopReason(target, context);
  if (stop !== undefined) return stopTarget(target, stop);
  return thenStep(stay(leaveOut(target, context)), (rest) => sendOn(rest, context));
}

/** Tries again what was not sent, or claims what comes next. */
function sendOn(target: WorkingTarget, context: Context): Step {
  const waiting = target.commands.find((command): command is WaitingCommand => command.phase === 'Waiting');
  if (waiting !== undefined) return tryAgain(target, waiting, context);
  if (target.commands.some(({ phase }) => phase === 'Claimed')) return stay(target);
  return claim(target, context);
}
