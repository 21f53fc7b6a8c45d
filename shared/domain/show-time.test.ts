import { showDuration, showTime } from './show-time.ts';

describe('a time', () => {
  it('is shown to the minute, in UTC', () => expect(showTime(Date.UTC(2026, 2, 10, 2, 5, 59))).toBe('2026-03-10 02:05 UTC'));
});

describe('a length of time', () => {
  it.each([
    [-5_000, '0 s'], [0, '0 s'], [59_400, '59 s'], [59_600, '1 min'], [61_000, '1 min 1 s'], [120_000, '2 min'], [3_600_000, '1 h'],
    [3_900_000, '1 h 5 min'], [86_400_000, '1 d'], [97_200_000, '1 d 3 h'],
  ])('of %s ms is %s', (ms, text) => expect(showDuration(ms)).toBe(text));
});
