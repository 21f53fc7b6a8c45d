import { metricOf, type Side } from './metric.ts';

const yardstick = { name: 'a-figure', unit: 's', floor: 0, peer: 9, gate: 2 };

describe('a metric', () => {
  it.each<[Side, number, boolean]>([
    ['at most', 2, true], ['at most', 2.001, false], ['at least', 2, true], ['at least', 1.999, false], ['exactly', 2, true], ['exactly', 1.9, false], ['exactly', 2.1, false],
  ])('whose gate is %s 2 and whose value is %d has passed: %s', (side, value, passed) => {
    expect(metricOf({ ...yardstick, side }, value)).toEqual({ ...yardstick, value, passed });
  });

  it('has no more than six decimals', () => {
    expect(metricOf({ ...yardstick, side: 'at most' }, 1 / 3).value).toBe(0.333333);
  });
});
