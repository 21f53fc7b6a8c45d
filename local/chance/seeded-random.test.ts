import { SeededRandom } from './seeded-random.ts';

function draw(count: number, ...names: (number | string)[]): number[] {
  const random = new SeededRandom(7, ...names);
  return Array.from({ length: count }, () => random.next());
}

describe('seeded chance', () => {
  it('gives the same numbers for the same seed and name', () => {
    expect(draw(5, 'i-0a', 1)).toEqual(draw(5, 'i-0a', 1));
  });

  it('gives unrelated numbers for another name', () => {
    expect(draw(5, 'i-0a', 1)).not.toEqual(draw(5, 'i-0a', 2));
  });

  it('does not confuse names that look alike when written together', () => {
    expect(draw(5, 'a', 'bc')).not.toEqual(draw(5, 'ab', 'c'));
  });

  it('spreads evenly over streams, not only within one', () => {
    const firsts = Array.from({ length: 2_000 }, (_, i) => draw(1, 'instance', i)[0]!);
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    expect(mean).toBeGreaterThan(0.47);
    expect(mean).toBeLessThan(0.53);
  });

  it('cuts a log-normal off at both ends and keeps its median', () => {
    const random = new SeededRandom(1, 'minutes');
    const minutes = Array.from({ length: 1_001 }, () => random.logNormal({ median: 9, from: 6, to: 14 })).sort(
      (a, b) => a - b,
    );
    expect(minutes[0]).toBeGreaterThanOrEqual(6);
    expect(minutes[1_000]).toBeLessThanOrEqual(14);
    expect(Math.abs(minutes[500]! - 9)).toBeLessThan(0.5);
  });

  it('writes a version 4 uuid', () => {
    expect(new SeededRandom(1, 'id').uuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
