import fc from 'fast-check';

import { mergeDurations, noDurations, usualMinutesSeen, withDuration, type Durations } from './durations.ts';

function seen(...minutes: readonly number[]): Durations {
  return minutes.reduce((durations, one) => withDuration(durations, 'Linux', one), noDurations);
}

const times = (count: number, minutes: number) => Array.from({ length: count }, () => minutes);

test.each([
  [0, '1'], [1, '1'], [5, '1'], [6, '2'], [20, '4'], [21, '5'], [1_295, '60'],
])('%i minutes are counted in bucket %s', (minutes, bucket) => {
  expect(seen(minutes)).toEqual({ Linux: { [bucket]: 1 } });
});

test.each([
  ['19 samples say nothing', times(19, 12), undefined],
  ['20 do', times(20, 12), 15],
  ['one straggler in twenty is none of the 95', [...times(19, 12), 90], 15],
  ['two are', [...times(18, 12), 90, 90], 90],
  ['buckets are taken in order of time', [...times(10, 100), ...times(10, 7)], 100],
])('%s', (_case, minutes, usual) => {
  expect(usualMinutesSeen('Linux', seen(...minutes))).toBe(usual);
});

test('what is known from several sources counts together, each platform for itself', () => {
  expect(usualMinutesSeen('Linux', seen(...times(10, 12)), seen(...times(10, 3)))).toBe(15);
  expect(usualMinutesSeen('Windows', seen(...times(50, 12)))).toBeUndefined();
});

test('the percentile is what sorting all samples would give, rounded up to five minutes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 290 }), { minLength: 20, maxLength: 200 }), (minutes) => {
      const sorted = [...minutes].sort((left, right) => left - right);
      const plain = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
      expect(usualMinutesSeen('Linux', seen(...minutes))).toBe(Math.ceil(plain / 5) * 5);
    }),
  );
});

test('both together are kept, platform by platform', () => {
  const windows = withDuration(seen(12), 'Windows', 40);
  expect(mergeDurations(windows, seen(12, 3))).toEqual({ Linux: { 1: 1, 3: 2 }, Windows: { 8: 1 } });
});

test('more than a thousand are halved, and who was seen once is forgotten', () => {
  const many: Durations = { Linux: { 3: 900, 4: 100, 9: 1 } };
  expect(mergeDurations(many, noDurations)).toEqual({ Linux: { 3: 450, 4: 50 } });
  expect(mergeDurations({ Linux: { 3: 1_000 } }, noDurations)).toEqual({ Linux: { 3: 1_000 } });
});
