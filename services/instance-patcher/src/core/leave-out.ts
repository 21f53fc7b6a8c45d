import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { budgetUse, isUsedUp } from './budget-use.ts';
import { byMember } from './choose-pack.ts';
import { tooLate } from './fit.ts';
import { giveUp } from './give-up.ts';
import { pendingOrdinals } from './instances-in-work.ts';
import { openOrdinals, type WaitingCommand } from './open-command.ts';
import { rangesOf } from './ordinal-ranges.ts';
import { withCommand, type Context } from './step.ts';
import { takeBack } from './take-back.ts';
import type { WorkingTarget } from './target-state.ts';

/** Says the last word on pending instances that cannot go any more in this run, whatever happens to the others. */
export function leaveOut(target: WorkingTarget, context: Context): WorkingTarget {
  return leaveOutUsedUp(leaveOutLate(target, context), context);
}

/** Those of an unsent command too: the rest of it goes under the same key, as no send of it was ever taken. */
function leaveOutLate(target: WorkingTarget, context: Context): WorkingTarget {
  if (target.windowEndsAt === undefined) return target;
  const waiting = target.commands.filter((command): command is WaitingCommand => command.phase === 'Waiting');
  const narrowed = waiting.reduce((next, command) => narrow(next, command, context), target);
  return giveUp(narrowed, tooLate(narrowed, pendingOrdinals(narrowed), context), { outcome: 'Deferred', cause: 'TimeUp' });
}

function narrow(target: WorkingTarget, command: WaitingCommand, context: Context): WorkingTarget {
  const ordinals = openOrdinals(command);
  const late = new Set(tooLate(target, ordinals, context));
  if (late.size === 0) return target;
  if (late.size === ordinals.length) return takeBack(target, command);
  const rest = ordinals.filter((ordinal) => !late.has(ordinal));
  return withCommand(target, { ...command, instances: rangesOf(rest), seen: UNDECIDED.repeat(rest.length) });
}

function leaveOutUsedUp(target: WorkingTarget, { slice }: Context): WorkingTarget {
  if (slice.groups.length === 0) return target;
  const usesOf = byMember(budgetUse(target, slice));
  const hopeless = pendingOrdinals(target).filter((ordinal) =>
    (usesOf.get(ordinal) ?? []).some((use) => isUsedUp(use, ordinal, slice)),
  );
  return giveUp(target, hopeless, { outcome: 'Skipped', cause: 'BudgetUsedUp' });
}
