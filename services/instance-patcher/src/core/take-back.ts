import type { OpenCommand } from './open-command.ts';
import { withoutCommand } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** Undoes the claim of a command that certainly was not sent: its instances are pending again. */
export function takeBack(target: WorkingTarget, command: OpenCommand): WorkingTarget {
  const { counters } = target;
  return { ...withoutCommand(target, command), counters: { ...counters, planned: counters.planned - 1 } };
}
