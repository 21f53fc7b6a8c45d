/** Ascending ordinals as text, runs of neighbours shortened: `0-49,52`. A command's fifty mostly take five bytes. */
export type OrdinalRanges = string;

export function rangesOf(ordinals: readonly number[]): OrdinalRanges {
  const ranges: { first: number; last: number }[] = [];
  for (const ordinal of ordinals) {
    const range = ranges.at(-1);
    if (range !== undefined && range.last === ordinal - 1) range.last = ordinal;
    else ranges.push({ first: ordinal, last: ordinal });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(',');
}

export function ordinalsOf(ranges: OrdinalRanges): number[] {
  if (ranges === '') return [];
  return ranges.split(',').flatMap((range) => {
    const first = Number.parseInt(range, 10);
    const last = Number(range.split('-').at(-1));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
