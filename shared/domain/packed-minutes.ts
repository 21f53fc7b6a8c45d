/** Two base-36 digits hold up to 1,295 minutes, which is longer than any run may take for one instance. */
const DIGITS = 2;
const RADIX = 36;
const MINUTES_MAX = RADIX ** DIGITS - 1;

/** Where nobody knows how long it took. */
export const UNKNOWN_MINUTES = '.'.repeat(DIGITS);

/** Whole minutes, rounded up: a window must hold the whole of it. Clocks differ a little, so less than none is none. */
export function packMinutes(ms: number | undefined): string {
  if (ms === undefined) return UNKNOWN_MINUTES;
  const minutes = Math.min(Math.max(0, Math.ceil(ms / 60_000)), MINUTES_MAX);
  return minutes.toString(RADIX).padStart(DIGITS, '0');
}

/** The digits of the instance at `index`; unknown where the text does not reach so far. */
export function minutesDigitsAt(packed: string, index: number): string {
  const digits = packed.slice(index * DIGITS, (index + 1) * DIGITS);
  return digits.length === DIGITS ? digits : UNKNOWN_MINUTES;
}

/** Minutes of the instance at `index`; undefined where nobody knows. */
export function minutesAt(packed: string, index: number): number | undefined {
  const digits = minutesDigitsAt(packed, index);
  return /^[0-9a-z]{2}$/.test(digits) ? Number.parseInt(digits, RADIX) : undefined;
}
