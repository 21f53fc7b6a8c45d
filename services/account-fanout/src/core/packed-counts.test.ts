import fc from 'fast-check';

import { countAt, noCounts, sumOfCounts, withCount } from './packed-counts.ts';

describe('packed counts', () => {
  it('are 0 where nothing was set', () => {
    expect([countAt(noCounts, 7), sumOfCounts(noCounts)]).toEqual([0, 0]);
  });

  it('of a thousand targets with up to seven each take 750 characters', () => {
    const counts = Array.from({ length: 1000 }, (_, ordinal) => ordinal).reduce((packed, ordinal) => withCount(packed, ordinal, 7), noCounts);
    expect(counts.map((plane) => plane.length)).toEqual([250, 250, 250]);
  });

  it('take nothing once all are 0 again', () => {
    expect(withCount(withCount(noCounts, 900, 5), 900, 0)).toEqual([]);
  });

  it('remember the last number of each ordinal', () => {
    const writes = fc.array(fc.tuple(fc.nat(40), fc.nat(5000)));
    fc.assert(fc.property(writes, (list) => {
      const packed = list.reduce((counts, [ordinal, count]) => withCount(counts, ordinal, count), noCounts);
      const plain = new Map(list);
      for (let ordinal = 0; ordinal <= 40; ordinal += 1) expect(countAt(packed, ordinal)).toBe(plain.get(ordinal) ?? 0);
      expect(sumOfCounts(packed)).toBe([...plain.values()].reduce((sum, count) => sum + count, 0));
    }));
  });
});
