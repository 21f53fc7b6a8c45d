import { causeLetter, type Cause } from '#shared/domain/causes.ts';
import { outcomeLetter, UNDECIDED, type Outcome } from '#shared/domain/outcomes.ts';

import { openOrdinals, type OpenCommand } from './open-command.ts';
import { withCharacters } from './packed-characters.ts';
import { withoutCommand } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** The final word on an instance, and why. */
export interface Settlement {
  outcome: Outcome;
  cause: Cause | undefined;
}

/** Only the undecided among them: a final word is never taken back. */
export function settleInstances(
  target: WorkingTarget,
  ordinals: readonly number[],
  { outcome, cause }: Settlement,
): WorkingTarget {
  const undecided = ordinals.filter((ordinal) => target.outcomes[ordinal] === UNDECIDED);
  return {
    ...target,
    outcomes: withCharacters(target.outcomes, undecided, outcomeLetter(outcome)),
    causes: withCharacters(target.causes, undecided, causeLetter(cause)),
  };
}

/** Gives all that is still open in a command this outcome, and closes it. */
export function settleCommand(target: WorkingTarget, command: OpenCommand, settlement: Settlement): WorkingTarget {
  return withoutCommand(settleInstances(target, openOrdinals(command), settlement), command);
}
