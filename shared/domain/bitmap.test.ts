import { countBits, emptyBitmap, hasBit, missingBits, withBit, withoutBit } from './bitmap.ts';

describe('a set of ordinals', () => {
  const some = [0, 5, 1_000].reduce(withBit, emptyBitmap);

  it('loses an ordinal and keeps the others', () => {
    const left = withoutBit(some, 5);
    expect([0, 5, 1_000].map((ordinal) => hasBit(left, ordinal))).toEqual([true, false, true]);
    expect(countBits(left)).toBe(2);
  });

  it('tells which ordinals are missing', () => expect(missingBits(some, 7)).toEqual([1, 2, 3, 4, 6]));

  it.each([4, 2_000])('is the same without %i, which was not in it', (ordinal) => expect(withoutBit(some, ordinal)).toBe(some));
});
