import { countAt, noCounts, sumOfCounts, withCount, type PackedCounts } from './packed-counts.ts';

export interface WaveErrors {
  /** Of the targets that have completed. */
  ended: number;
  /** Of those in flight, as last told. */
  inFlight: PackedCounts;
  /** The highest sum that WaveProgressed named, and how often it was said with a new one. */
  told: number;
  step: number;
}

export const noErrors: WaveErrors = { ended: 0, inFlight: noCounts, told: 0, step: 0 };

export function sumOfErrors({ ended, inFlight }: WaveErrors): number {
  return ended + sumOfCounts(inFlight);
}

interface TargetErrors {
  target: number;
  errors: number;
}

/** A target's errors only rise, so of two words on it the higher is the newer, in whatever order they arrive. */
export function noteErrors(errors: WaveErrors, { target, errors: told }: TargetErrors): WaveErrors {
  if (told <= countAt(errors.inFlight, target)) return errors;
  return { ...errors, inFlight: withCount(errors.inFlight, target, told) };
}

/** The target's last word; it is in flight no longer. */
export function settleErrors(errors: WaveErrors, { target, errors: final }: TargetErrors): WaveErrors {
  return { ...errors, ended: errors.ended + final, inFlight: withCount(errors.inFlight, target, 0) };
}
