import { NO_CAUSE } from '#shared/domain/causes.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';
import { UNKNOWN_MINUTES } from '#shared/domain/packed-minutes.ts';
import type { commandReported } from '#shared/events/command-reported.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { PatchOptions } from '#shared/events/scalars.ts';

/** "Look at this command now." */
export type Question = DataOf<typeof commandReported>;

/** What is known of one command. Packed strings have one character per instance, in the order of `instanceIds`. */
export interface CheckState {
  runId: string;
  wave: string;
  target: number;
  accountId: string;
  region: string;
  command: number;
  commandId: string;
  instanceIds: readonly string[];
  options: PatchOptions;
  sentAt: number;
  expiresAt: number;
  /** The highest look asked for. */
  asked: number;
  /** The highest look answered; -1 before the first. */
  answered: number;
  /** The look whose findings hold the evidence of the last answer; -1 before the first. */
  evidenceLook: number;
  /** Outcome letters, `.` while open. */
  verdicts: string;
  /** Cause letters, `.` for none. */
  causes: string;
  /** Two digits each (packed-minutes.ts): from the send to the end of the operation, fixed with the verdict. */
  minutes: string;
  /** By position: since when an instance has succeeded without a patch state to prove it, epoch ms. */
  laggingSince: Readonly<Record<string, number>>;
  /** Epoch ms; of the last answer. */
  lookAgainAt?: number;
  /** Reads that failed in a row, and when the next one is worth trying, epoch ms. */
  readFailures: number;
  readAgainAt?: number;
}

/**
 * The promise of one InstancesVerified. It carries the letters, because the state may have moved on when it is rendered;
 * the minutes of whoever has a verdict in it never change again, so they stay in the state.
 */
export interface CheckRecipe {
  look: number;
  evidenceLook: number;
  verdicts: string;
  causes: string;
  lookAgainAt?: number;
}

export function checkKeyOf(command: { runId: string; wave: string; target: number; command: number }): string {
  return `F#${command.runId}#${command.wave}#${String(command.target)}#${String(command.command)}`;
}

/** SSM keeps a command for 30 days: a question replayed later has no answer, and no item is made for it. */
const ASKABLE_MS = 30 * 24 * 3_600_000;

export function newCheck(question: Question, now: number): CheckState | undefined {
  if (now > question.expiresAt + ASKABLE_MS) return undefined;
  const { look, ...command } = question;
  const size = question.instanceIds.length;
  return {
    ...command,
    asked: look,
    answered: -1,
    evidenceLook: -1,
    verdicts: UNDECIDED.repeat(size),
    causes: NO_CAUSE.repeat(size),
    minutes: UNKNOWN_MINUTES.repeat(size),
    laggingSince: {},
    readFailures: 0,
  };
}

export function hasOpen(state: CheckState): boolean {
  return state.verdicts.includes(UNDECIDED);
}

/** The earliest time this command wants to be looked at: after a failed read only, for who waits asks again. */
export function dueAt({ readAgainAt }: CheckState): number | undefined {
  return readAgainAt;
}
