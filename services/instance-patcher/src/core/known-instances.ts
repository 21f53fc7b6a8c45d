import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { openCommandOf, openOrdinals, type WaitingCommand } from './open-command.ts';
import { rangesOf } from './ordinal-ranges.ts';
import { settleCommand, settleInstances } from './settle-instances.ts';
import { stay, withCommand, withoutCommand, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** Which instances of a refused command SSM knows. */
export interface KnownAnswered {
  kind: 'known';
  command: number;
  /** Slice ordinals. */
  known: readonly number[];
}

/** Refused that often although every instance is known: something else is wrong with the command. */
const REFUSALS_MAX = 3;

/** Drops the unknown with their cause; the rest is due at once under the same key, as no send of it was ever taken. */
export function dropUnknown(target: WorkingTarget, answer: KnownAnswered, { now }: Context): Step {
  const command = openCommandOf(target.commands, answer.command);
  if (command?.phase !== 'Waiting') return stay(target);
  const known = new Set(answer.known);
  const rest = openOrdinals(command).filter((ordinal) => known.has(ordinal));
  const unknown = openOrdinals(command).filter((ordinal) => !known.has(ordinal));
  if (unknown.length === 0) return allKnown(target, command);
  const settled = settleInstances(target, unknown, { outcome: 'Unreachable', cause: 'IdRefused' });
  if (rest.length === 0) return stay(withoutCommand(settled, command));
  const narrowed: WaitingCommand = {
    ...command,
    instances: rangesOf(rest),
    seen: UNDECIDED.repeat(rest.length),
    failures: { ...command.failures, refused: 0 },
    dueAt: now,
  };
  return stay(withCommand(settled, narrowed));
}

function allKnown(target: WorkingTarget, command: WaitingCommand): Step {
  if (command.failures.refused < REFUSALS_MAX) return stay(target);
  return stay(settleCommand(target, command, { outcome: 'Failed', cause: 'SendRefused' }));
}
