import { askForLook } from './look.ts';
import { LOOKS_APART_MS, withLookAlarm } from './look-schedule.ts';
import type { SentCommand } from './open-command.ts';
import { stay, withCommand, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** "Look now": SSM said that a command ended, or that it did not succeed on one instance. Never believed, only followed. */
export interface Hinted {
  kind: 'hinted';
  commandId: string;
  /** What the hint is about. */
  of: 'command' | 'invocation';
}

export function followHint(target: WorkingTarget, hint: Hinted, context: Context): Step {
  const command = target.commands.find(
    (open): open is SentCommand => open.phase === 'Sent' && open.commandId === hint.commandId,
  );
  if (command === undefined) return stay(target);
  return hint.of === 'command' ? onEnd(target, command, context) : onFailure(target, command, context);
}

/** A command ends once: a second hint of it is a duplicate. */
function onEnd(target: WorkingTarget, command: SentCommand, context: Context): Step {
  return command.endHinted ? stay(target) : askForLook(target, { ...command, endHinted: true }, context);
}

function onFailure(target: WorkingTarget, command: SentCommand, context: Context): Step {
  const earliest = command.askedAt === undefined ? context.now : command.askedAt + LOOKS_APART_MS;
  if (earliest <= context.now) return askForLook(target, command, context);
  if (command.nextLookAt <= earliest) return stay(target);
  return stay(withCommand(target, withLookAlarm({ ...command, nextLookAt: earliest })));
}
