import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { countAttempt } from './attempts.ts';
import { nextLookAfter, withLookAlarm } from './look-schedule.ts';
import { noFailures, openCommandOf, openOrdinals, RETRIED, type OpenCommand, type SentCommand } from './open-command.ts';
import { ordinalsOf, rangesOf } from './ordinal-ranges.ts';
import { withCharacters } from './packed-characters.ts';
import { withCommand, withoutCommand } from './step.ts';
import { takeBack } from './take-back.ts';
import type { WorkingTarget } from './target-state.ts';

/** A command of a target as its region lists it. */
export interface SpokenCommand {
  command: number;
  commandId: string;
  sentAt: number;
  expiresAt: number;
  expectedMinutes: number;
  /** Slice ordinals, ascending. */
  instances: readonly number[];
}

/**
 * The target as if it had never forgotten what it sent. Commands below `nextCommand` that are not open were settled before
 * the moment of the restore. Only for when everything has ended there and the list is complete: what is not in it was
 * not sent, but for a claim that is marked, which keeps its own rule (recover.ts).
 */
export function takeOver(target: WorkingTarget, spoken: readonly SpokenCommand[], now: number): WorkingTarget {
  const forgotten = [...spoken]
    .sort((left, right) => left.command - right.command)
    .filter(({ command }) => {
      const open = openCommandOf(target.commands, command);
      return open === undefined ? command >= target.nextCommand : open.phase !== 'Sent';
    });
  const known = forgotten.reduce((next, command) => adopt(next, command, now), target);
  return known.commands.reduce((next, command) => withoutUnsent(next, command), known);
}

function adopt(target: WorkingTarget, spoken: SpokenCommand, now: number): WorkingTarget {
  const { command, commandId, sentAt, expiresAt, expectedMinutes } = spoken;
  const open = openCommandOf(target.commands, command);
  const sent: SentCommand = withLookAlarm({
    command, commandId, sentAt, expiresAt, expectedMinutes,
    instances: rangesOf(spoken.instances),
    seen: spoken.instances.map((ordinal) => target.outcomes[ordinal] ?? UNDECIDED).join(''),
    failures: open?.failures ?? noFailures,
    phase: 'Sent',
    looks: 0,
    answered: true,
    nextLookAt: Math.min(now, nextLookAfter({ sentAt, expiresAt, expectedMinutes }, sentAt)),
    endHinted: false,
    cancelled: false,
    dueAt: 0,
  });
  const { counters } = target;
  const counted: WorkingTarget = {
    ...superseded(target, sent),
    nextCommand: Math.max(target.nextCommand, command + 1),
    counters: { ...counters, planned: counters.planned + (open === undefined ? 1 : 0), accepted: counters.accepted + 1 },
  };
  const placed = open === undefined ? { ...counted, commands: [...counted.commands, sent] } : withCommand(counted, sent);
  return countAttempt(placed, sent);
}

/** An instance that went again belongs to its later command: the earlier one is done with it. */
function superseded(target: WorkingTarget, later: SentCommand): WorkingTarget {
  const again = new Set(openOrdinals(later));
  return target.commands.reduce((next, earlier) => {
    if (earlier.phase !== 'Sent' || earlier.command >= later.command) return next;
    const ordinals = ordinalsOf(earlier.instances);
    const gone = ordinals.flatMap((ordinal, position) => (again.has(ordinal) ? [position] : []));
    if (gone.length === 0) return next;
    const rest = { ...earlier, seen: withCharacters(earlier.seen, gone, RETRIED) };
    return openOrdinals(rest).length === 0 ? withoutCommand(next, rest) : withCommand(next, rest);
  }, target);
}

function withoutUnsent(target: WorkingTarget, command: OpenCommand): WorkingTarget {
  if (command.phase === 'Sent') return target;
  const isInDoubt = command.phase === 'Claimed' && command.callAt !== undefined && !isSentElsewhere(target, command);
  return isInDoubt ? target : takeBack(target, command);
}

/** A claim that was withdrawn after all, as its instances went under a later number. */
function isSentElsewhere(target: WorkingTarget, command: OpenCommand): boolean {
  const own = new Set(openOrdinals(command));
  return target.commands.some((other) => other.phase === 'Sent' && ordinalsOf(other.instances).some((ordinal) => own.has(ordinal)));
}
