import fc from 'fast-check';

import { ordinalsOf, rangesOf } from './ordinal-ranges.ts';

test.each([
  [[], ''],
  [[3], '3'],
  [[0, 1, 2], '0-2'],
  [[0, 2, 3, 9], '0,2-3,9'],
])('%j is written as "%s"', (ordinals, ranges) => {
  expect(rangesOf(ordinals)).toBe(ranges);
  expect(ordinalsOf(ranges)).toEqual(ordinals);
});

test('whatever ordinals are written are read again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1_999), { maxLength: 50 }), (some) => {
      const ordinals = some.sort((left, right) => left - right);
      expect(ordinalsOf(rangesOf(ordinals))).toEqual(ordinals);
    }),
  );
});
