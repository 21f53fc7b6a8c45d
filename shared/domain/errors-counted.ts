import type { OutcomeCounts, PatchOptions } from '../events/scalars.ts';

/**
 * How many of these outcomes count against `maxErrors`. Failed, TimedOut, Unreachable and LostAfterReboot do;
 * NonCompliant only where patches should be in by now (Install with RebootIfNeeded); a Scan only reports, so
 * nothing of it counts. PendingReboot, Deferred and Skipped never do.
 */
export function errorsCounted(outcomes: OutcomeCounts, options: PatchOptions): number {
  if (options.operation === 'Scan') return 0;
  const hard =
    (outcomes.Failed ?? 0) + (outcomes.TimedOut ?? 0) + (outcomes.Unreachable ?? 0) + (outcomes.LostAfterReboot ?? 0);
  return options.rebootOption === 'RebootIfNeeded' ? hard + (outcomes.NonCompliant ?? 0) : hard;
}
