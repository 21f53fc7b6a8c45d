import { causeOfLetter } from '#shared/domain/causes.ts';
import { ENDED_UNDECIDED, outcomeLetter, outcomeOfLetter, type Outcome } from '#shared/domain/outcomes.ts';
import { minutesAt } from '#shared/domain/packed-minutes.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { instancesVerified } from '#shared/events/instances-verified.ts';

import { withDuration } from './durations.ts';
import { platformOf } from './fit.ts';
import { AFTER_END_MS, LOOKS_APART_MS, withLookAlarm } from './look-schedule.ts';
import { isOpen, openCommandOf, openOrdinals, RETRIED, type SentCommand } from './open-command.ts';
import { ordinalsOf } from './ordinal-ranges.ts';
import { withCharacters } from './packed-characters.ts';
import { isWorthRetry, markForRetry } from './retry.ts';
import { settleInstances } from './settle-instances.ts';
import { stay, withCommand, withoutCommand, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** The answer to a look. */
export interface Verified {
  kind: 'verified';
  answer: DataOf<typeof instancesVerified>;
}

/** Late, doubled or early answers do no harm: what is final stays, and only the last look's answer ends the waiting. */
export function foldVerdicts(target: WorkingTarget, { answer }: Verified, context: Context): Step {
  const command = openCommandOf(target.commands, answer.command);
  if (command?.phase !== 'Sent') return stay(target);
  if (answer.verdicts.length !== command.seen.length || answer.causes.length !== command.seen.length) {
    throw new Error(
      `InstancesVerified of command ${answer.command}, look ${answer.look}: found ${answer.verdicts.length} verdicts ` +
        `and ${answer.causes.length} causes, expected ${command.seen.length} of each, one per instance asked for.`,
    );
  }
  const folded = ordinalsOf(command.instances).reduce<Folded>(
    (next, ordinal, position) => foldOne(next, { ordinal, position, answer, context }),
    { target, seen: command.seen },
  );
  const { seen } = folded;
  return stay(closeOrWait(folded.target, { command: { ...command, seen }, before: command, answer, context }));
}

interface Folded {
  target: WorkingTarget;
  seen: string;
}

interface One {
  ordinal: number;
  position: number;
  answer: Verified['answer'];
  context: Context;
}

function foldOne({ target, seen }: Folded, { ordinal, position, answer, context }: One): Folded {
  const verdict = answer.verdicts.charAt(position);
  const outcome = outcomeOfLetter(verdict);
  if (!isOpen(seen[position])) return { target, seen };
  if (outcome === undefined) return { target, seen: verdict === ENDED_UNDECIDED ? withCharacters(seen, [position], verdict) : seen };
  const cause = causeOfLetter(answer.causes.charAt(position));
  if (isWorthRetry(target, { outcome, cause, ordinal }, context)) {
    return { target: markForRetry(target, ordinal, cause), seen: withCharacters(seen, [position], RETRIED) };
  }
  return {
    target: settleInstances(timed(target, outcome, { ordinal, position, answer, context }), [ordinal], { outcome, cause }),
    seen: withCharacters(seen, [position], outcomeLetter(outcome)),
  };
}

/** Who came to a regular end. A failure says nothing of how long the operation takes. */
const regular: ReadonlySet<Outcome> = new Set(['Compliant', 'PendingReboot', 'NonCompliant']);

function timed(target: WorkingTarget, outcome: Outcome, { ordinal, position, answer, context }: One): WorkingTarget {
  const minutes = minutesAt(answer.minutes ?? '', position);
  if (minutes === undefined || !regular.has(outcome)) return target;
  return { ...target, timed: withDuration(target.timed, platformOf(context.slice, ordinal), minutes) };
}

interface Answered {
  before: SentCommand;
  command: SentCommand;
  answer: Verified['answer'];
  context: Context;
}

function closeOrWait(target: WorkingTarget, { before, command, answer, context }: Answered): WorkingTarget {
  if (openOrdinals(command).length === 0) return withoutCommand(target, command);
  const isAwaited = answer.look >= command.looks - 1 && !command.answered;
  if (isAwaited) return withCommand(target, answered(command, answer.lookAgainAt, context));
  return command.seen === before.seen ? target : withCommand(target, command);
}

function answered(command: SentCommand, lookAgainAt: number | undefined, { now }: Context): SentCommand {
  const wanted = [command.nextLookAt];
  if (lookAgainAt !== undefined) wanted.push(Math.max(lookAgainAt, (command.askedAt ?? now) + LOOKS_APART_MS));
  if (command.endHinted) wanted.push(now + AFTER_END_MS);
  return withLookAlarm({ ...command, answered: true, nextLookAt: Math.min(...wanted) });
}
