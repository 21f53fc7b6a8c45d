import { ENDED_UNDECIDED, UNDECIDED } from '#shared/domain/outcomes.ts';

import { ordinalsOf, type OrdinalRanges } from './ordinal-ranges.ts';

/** How often each kind of failure was met; each is an answer that says the command was not sent. */
export interface SendFailures {
  throttled: number;
  denied: number;
  /** Refused as a whole although every instance is known. */
  refused: number;
  /** The spoke's role could not be assumed. */
  notReached: number;
}

interface CommandFacts {
  /** Counts the target's commands from 0. */
  command: number;
  instances: OrdinalRanges;
  /**
   * One character per instance of the command: `.` in work, `e` ended there but not proven, an outcome's letter when final,
   * `R` when to be tried again.
   */
  seen: string;
  failures: SendFailures;
  /** When the command itself wants to be looked after, epoch ms. */
  dueAt: number;
}

/** About to be sent: certainly unsent without `callAt`; with it nobody knows until the send is answered or recovered. */
export interface ClaimedCommand extends CommandFacts {
  phase: 'Claimed';
  claimedAt: number;
  /** From here on nobody can rule out that SSM took the command, epoch ms. */
  callAt?: number;
  /** How often the region answered that it has no such command. */
  emptyLooks: number;
}

/** Certainly not sent; to be tried again. */
export interface WaitingCommand extends CommandFacts {
  phase: 'Waiting';
}

export interface SentCommand extends CommandFacts {
  phase: 'Sent';
  commandId: string;
  sentAt: number;
  expiresAt: number;
  /** When such a command has usually ended, minutes after the send. */
  expectedMinutes: number;
  /** Looks asked for so far, which is also the number of the next. */
  looks: number;
  /** When the last one was asked for, epoch ms. */
  askedAt?: number | undefined;
  /** False while the last look is unanswered. */
  answered: boolean;
  /** When a further look is wanted, epoch ms. */
  nextLookAt: number;
  /** SSM has said that the command ended everywhere. */
  endHinted: boolean;
  cancelled: boolean;
}

export type OpenCommand = ClaimedCommand | WaitingCommand | SentCommand;

export const RETRIED = 'R';

export const noFailures: SendFailures = { throttled: 0, denied: 0, refused: 0, notReached: 0 };

/** No final word yet, whether it still runs there or only the proof is missing. */
export function isOpen(seen: string | undefined): boolean {
  return seen === UNDECIDED || seen === ENDED_UNDECIDED;
}

/** The slice ordinals of the command's instances that are not done with it. */
export function openOrdinals({ instances, seen }: OpenCommand): number[] {
  return ordinalsOf(instances).filter((_, position) => isOpen(seen[position]));
}

export function openCommandOf(commands: readonly OpenCommand[], command: number): OpenCommand | undefined {
  return commands.find((open) => open.command === command);
}
