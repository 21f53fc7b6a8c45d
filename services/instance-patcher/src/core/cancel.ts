import { openOrdinals, type SentCommand } from './open-command.ts';
import { withCommand, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** Asks SSM once per command to cancel what has not started; whatever comes of it is seen by the looks. */
export function cancelSent(target: WorkingTarget): Step {
  const cancellable = target.commands.filter(
    (command): command is SentCommand => command.phase === 'Sent' && !command.cancelled && openOrdinals(command).length > 0,
  );
  return {
    target: cancellable.reduce((next, command) => withCommand(next, { ...command, cancelled: true }), target),
    events: [],
    effects: cancellable.map(({ command }) => ({ effect: 'cancel', command })),
  };
}
