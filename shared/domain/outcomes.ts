/** The one final word on an instance (docs/architecture.md says what evidence each one needs). */
export const outcomes = [
  'Compliant',
  'PendingReboot',
  'NonCompliant',
  'Failed',
  'TimedOut',
  'Unreachable',
  'LostAfterReboot',
  'Deferred',
  'Skipped',
] as const;

export type Outcome = (typeof outcomes)[number];

/** One letter per outcome, so that a target's statuses fit in an item of 1 KB. `.` = not decided yet. */
const letters: Record<Outcome, string> = {
  Compliant: 'C',
  PendingReboot: 'P',
  NonCompliant: 'N',
  Failed: 'F',
  TimedOut: 'T',
  Unreachable: 'U',
  LostAfterReboot: 'L',
  Deferred: 'D',
  Skipped: 'S',
};

export const UNDECIDED = '.';

/**
 * Undecided too, but the command has certainly ended there: its slot is free, its budget is not. Said by a look, never an
 * outcome.
 */
export const ENDED_UNDECIDED = 'e';

const byLetter = new Map(outcomes.map((outcome) => [letters[outcome], outcome]));

export function outcomeLetter(outcome: Outcome): string {
  return letters[outcome];
}

/** Undefined for `.` (undecided) and for any letter that is no outcome's. */
export function outcomeOfLetter(letter: string): Outcome | undefined {
  return byLetter.get(letter);
}
