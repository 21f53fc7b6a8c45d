import { countBits, emptyBitmap, hasBit, withBit, withoutBit, type Bitmap } from '#shared/domain/bitmap.ts';

/** A number for each of many ordinals, one bitmap a binary digit: 1,000 targets with up to 7 errors each take 750 bytes. */
export type PackedCounts = readonly Bitmap[];

export const noCounts: PackedCounts = [];

export function countAt(counts: PackedCounts, ordinal: number): number {
  return counts.reduce((sum, plane, digit) => sum + (hasBit(plane, ordinal) ? 2 ** digit : 0), 0);
}

export function withCount(counts: PackedCounts, ordinal: number, count: number): PackedCounts {
  const digits = Math.max(counts.length, count.toString(2).length);
  const planes = Array.from({ length: digits }, (_, digit) => {
    const isSet = Math.floor(count / 2 ** digit) % 2 === 1;
    const plane = counts[digit] ?? emptyBitmap;
    // Trailing zeros go, so that a plane shrinks again as its targets end.
    return isSet ? withBit(plane, ordinal) : withoutBit(plane, ordinal).replace(/0+$/, '');
  });
  return planes.slice(0, planes.findLastIndex((plane) => plane !== emptyBitmap) + 1);
}

export function sumOfCounts(counts: PackedCounts): number {
  return counts.reduce((sum, plane, digit) => sum + countBits(plane) * 2 ** digit, 0);
}
