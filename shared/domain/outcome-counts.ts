import type { CommandCounts, OutcomeCounts } from '../events/scalars.ts';
import { outcomeOfLetter, outcomes } from './outcomes.ts';

export function addOutcomes(left: OutcomeCounts, right: OutcomeCounts): OutcomeCounts {
  const sum: OutcomeCounts = {};
  for (const outcome of outcomes) {
    const total = (left[outcome] ?? 0) + (right[outcome] ?? 0);
    if (total > 0) sum[outcome] = total;
  }
  return sum;
}

/** Counts a packed string of outcome letters; `.` (undecided) counts nowhere. */
export function countOutcomes(letters: string): OutcomeCounts {
  const counts: OutcomeCounts = {};
  for (const letter of letters) {
    const outcome = outcomeOfLetter(letter);
    if (outcome !== undefined) counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

export function sumOfOutcomes(counts: OutcomeCounts): number {
  return outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
}

export const noCommands: CommandCounts = { planned: 0, accepted: 0, throttled: 0 };

export function addCommands(left: CommandCounts, right: CommandCounts): CommandCounts {
  return {
    planned: left.planned + right.planned,
    accepted: left.accepted + right.accepted,
    throttled: left.throttled + right.throttled,
  };
}
