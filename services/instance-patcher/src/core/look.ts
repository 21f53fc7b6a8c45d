import { nextLookAfter, withLookAlarm } from './look-schedule.ts';
import type { SentCommand } from './open-command.ts';
import { settleCommand } from './settle-instances.ts';
import { stay, withCommand, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** The contract's bound (`lookNumber`), more than a week of looks: who has shown nothing by then never will. */
export const LOOKS_MAX = 1_000;

/** What a command that was sent wants when its alarm rings. */
export function lookWhenDue(target: WorkingTarget, command: SentCommand, context: Context): Step {
  return command.nextLookAt <= context.now ? askForLook(target, command, context) : askAgain(target, command, context);
}

export function askForLook(target: WorkingTarget, command: SentCommand, { now }: Context): Step {
  if (command.looks >= LOOKS_MAX) {
    return stay(settleCommand(target, command, { outcome: 'Unreachable', cause: 'NoEvidence' }));
  }
  const asked = withLookAlarm({
    ...command,
    looks: command.looks + 1,
    askedAt: now,
    answered: false,
    nextLookAt: nextLookAfter(command, now),
  });
  return {
    target: withCommand(target, asked),
    events: [{ event: 'CommandReported', command: command.command, look: command.looks }],
    effects: [],
  };
}

/** The same number: whoever has answered it answers again, whoever has not looks only now. */
function askAgain(target: WorkingTarget, command: SentCommand, { now }: Context): Step {
  return {
    target: withCommand(target, withLookAlarm({ ...command, askedAt: now })),
    events: [{ event: 'CommandReported', command: command.command, look: command.looks - 1 }],
    effects: [],
  };
}
