import fc from 'fast-check';

import { shareOf } from './percentage.ts';

const percent = fc.integer({ min: 1, max: 99 });
const total = fc.integer({ min: 1, max: 100_000 });

it('takes at least one, and never all where there are two or more', () => {
  fc.assert(fc.property(percent, total, (share, of) => {
    const taken = shareOf(share, of);
    expect({ some: taken >= 1, notAll: taken < of || of === 1, whole: Number.isInteger(taken) }).toEqual({ some: true, notAll: true, whole: true });
  }));
});

it('takes no more than was asked for, and less than one instance too few, unless it is the one that is always taken', () => {
  fc.assert(fc.property(percent, total, (share, of) => {
    const exact = (share * of) / 100;
    const taken = shareOf(share, of);
    expect(taken === 1 ? exact < 2 : taken <= exact && taken > exact - 1).toBe(true);
  }));
});

it('never takes fewer for a higher percentage or of more instances', () => {
  fc.assert(fc.property(fc.tuple(percent, percent), fc.tuple(total, total), (percentages, totals) => {
    const [low, high] = [Math.min(...percentages), Math.max(...percentages)];
    const [less, more] = [Math.min(...totals), Math.max(...totals)];
    expect([shareOf(low, less) <= shareOf(high, less), shareOf(low, less) <= shareOf(low, more)]).toEqual([true, true]);
  }));
});

it('leaves to the others what it does not take: with its complement it never takes an instance twice', () => {
  fc.assert(fc.property(percent, total, (share, of) => {
    expect(shareOf(share, of) + shareOf(100 - share, of)).toBeLessThanOrEqual(Math.max(of, 2));
  }));
});
