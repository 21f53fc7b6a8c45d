import { minutesAt, minutesDigitsAt, packMinutes } from './packed-minutes.ts';

const MINUTE = 60_000;

describe('minutes in two digits', () => {
  it.each<[string, number | undefined, string]>([
    ['nothing known', undefined, '..'],
    ['none at all', 0, '00'],
    ['a second is a minute', 1_000, '01'],
    ['whole minutes stay', 35 * MINUTE, '0z'],
    ['one more millisecond is one more minute', 35 * MINUTE + 1, '10'],
    ['an end before the start is none', -MINUTE, '00'],
    ['more than fits is the most that fits', 2_000 * MINUTE, 'zz'],
  ])('%s', (_words, ms, digits) => expect(packMinutes(ms)).toBe(digits));

  it('are read by position, and unknown where there are none', () => {
    const packed = `${packMinutes(20 * MINUTE)}${packMinutes(undefined)}${packMinutes(1_295 * MINUTE)}`;
    expect([0, 1, 2, 3].map((index) => minutesAt(packed, index))).toEqual([20, undefined, 1_295, undefined]);
    expect([1, 3].map((index) => minutesDigitsAt(packed, index))).toEqual(['..', '..']);
  });
});
