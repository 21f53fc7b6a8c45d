import { percentile } from './percentile.ts';

describe('a percentile', () => {
  it.each([[0.5, 2], [0.75, 3], [0.95, 10], [0, 1], [1, 10]])('of %d of four values is %d', (share, expected) => {
    expect(percentile([10, 1, 3, 2], share)).toBe(expected);
  });

  it('of nothing is an error', () => {
    expect(() => percentile([], 0.5)).toThrow('no values');
  });
});
