import { refusePattern } from './pattern-refusal.ts';

/** "Numeric matching is limited to values between -5.0e9 and +5.0e9 inclusive" (EventBridge user guide). */
const sizeMax = 5e9;

/**
 * A number as Event Ruler orders it: in millionths, cut off there. Undefined for a number it cannot order at all;
 * an account id as a number, for one, is too large.
 */
export function comparable(number: number): number | undefined {
  return Math.abs(number) <= sizeMax ? Math.trunc(1e6 * (sizeMax + number)) : undefined;
}

export function requireComparable(number: number): number {
  return comparable(number) ?? refusePattern('Value must be between -5.0E9 and 5.0E9, inclusive');
}
