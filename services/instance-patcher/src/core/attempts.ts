import type { OpenCommand } from './open-command.ts';
import { openOrdinals } from './open-command.ts';
import type { WorkingTarget } from './target-state.ts';

/** Most times that one instance is commanded in a run. */
export const ATTEMPTS_MAX = 2;

export function attemptsOf(target: WorkingTarget, ordinal: number): number {
  return Number(target.attempts.charAt(ordinal));
}

/** Counts one attempt more for each instance of a command that was sent, or may have been. */
export function countAttempt(target: WorkingTarget, command: OpenCommand): WorkingTarget {
  const attempts = Array.from(target.attempts);
  for (const ordinal of openOrdinals(command)) attempts[ordinal] = String(attemptsOf(target, ordinal) + 1);
  return { ...target, attempts: attempts.join('') };
}
