/**
 * A set of ordinals as one lower-case hex string, four ordinals a digit: 1,000 targets take 250 bytes of an item.
 * The string grows as needed; missing digits are zeros.
 */
export type Bitmap = string;

export const emptyBitmap: Bitmap = '';

export function hasBit(bitmap: Bitmap, ordinal: number): boolean {
  const digit = bitmap[ordinal >> 2];
  return digit !== undefined && (parseInt(digit, 16) & (1 << (ordinal & 3))) !== 0;
}

export function withBit(bitmap: Bitmap, ordinal: number): Bitmap {
  const index = ordinal >> 2;
  const padded = bitmap.padEnd(index + 1, '0');
  const digit = parseInt(padded.charAt(index), 16) | (1 << (ordinal & 3));
  return padded.slice(0, index) + digit.toString(16) + padded.slice(index + 1);
}

export function withoutBit(bitmap: Bitmap, ordinal: number): Bitmap {
  if (!hasBit(bitmap, ordinal)) return bitmap;
  const index = ordinal >> 2;
  const digit = parseInt(bitmap.charAt(index), 16) & ~(1 << (ordinal & 3));
  return bitmap.slice(0, index) + digit.toString(16) + bitmap.slice(index + 1);
}

export function countBits(bitmap: Bitmap): number {
  let count = 0;
  for (const digit of bitmap) count += Number('0112122312232334'.charAt(parseInt(digit, 16)));
  return count;
}

/** The ordinals below `size` that are not in the set, in order. */
export function missingBits(bitmap: Bitmap, size: number): number[] {
  const missing: number[] = [];
  for (let ordinal = 0; ordinal < size; ordinal += 1) if (!hasBit(bitmap, ordinal)) missing.push(ordinal);
  return missing;
}
