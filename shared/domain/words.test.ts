import { countBits, emptyBitmap, hasBit, missingBits, withBit } from './bitmap.ts';
import { causeLetter, causeOfLetter, causes, NO_CAUSE } from './causes.ts';
import { errorsCounted } from './errors-counted.ts';
import { canonicalJson, sha256Of } from './hash.ts';
import { addCommands, addOutcomes, countOutcomes, noCommands, sumOfOutcomes } from './outcome-counts.ts';
import { outcomeLetter, outcomeOfLetter, outcomes, UNDECIDED } from './outcomes.ts';
import { describeProblem, showFound } from './problem.ts';
import { concurrencyBounds, concurrencyOf, errorBounds, errorsAllowed, parseQuota, showQuota } from './quota.ts';
import { hasRunEnded, hasWaveEnded, runStatuses, waveStatuses } from './status.ts';

describe('outcomes and causes', () => {
  it('have a letter each, no two the same, none the one for undecided', () => {
    const outcomeLetters = outcomes.map(outcomeLetter);
    const causeLetters = Object.values(causes).map(({ letter }) => letter);
    expect(new Set(outcomeLetters).size).toBe(outcomes.length);
    expect(new Set(causeLetters).size).toBe(Object.keys(causes).length);
    expect([...outcomeLetters, ...causeLetters]).not.toContain(UNDECIDED);
    expect([...outcomeLetters, ...causeLetters].every((letter) => letter.length === 1)).toBe(true);
  });

  it('are found again by their letter; an unknown letter is no outcome and no cause', () => {
    expect(outcomes.map((outcome) => outcomeOfLetter(outcomeLetter(outcome)))).toEqual(outcomes);
    expect(causeOfLetter(causeLetter('DiskFull'))).toBe('DiskFull');
    expect([outcomeOfLetter('.'), outcomeOfLetter('?'), causeOfLetter('.'), causeLetter(undefined)]).toEqual([undefined, undefined, undefined, NO_CAUSE]);
  });

  it('are counted from packed letters, and added', () => {
    expect(countOutcomes('CC.FC')).toEqual({ Compliant: 3, Failed: 1 });
    expect(addOutcomes({ Compliant: 3, Failed: 1 }, { Compliant: 2, Skipped: 1 })).toEqual({ Compliant: 5, Failed: 1, Skipped: 1 });
    expect(sumOfOutcomes({ Compliant: 5, Failed: 1, Skipped: 1 })).toBe(7);
    expect(addCommands({ planned: 1, accepted: 1, throttled: 2 }, noCommands)).toEqual({ planned: 1, accepted: 1, throttled: 2 });
  });
});

describe('what counts as an error', () => {
  const all = { Compliant: 1, PendingReboot: 1, NonCompliant: 1, Failed: 1, TimedOut: 1, Unreachable: 1, LostAfterReboot: 1, Deferred: 1, Skipped: 1 };

  it.each([
    ['Install', 'RebootIfNeeded', 5],
    ['Install', 'NoReboot', 4],
    ['Scan', 'RebootIfNeeded', 0],
    ['Scan', 'NoReboot', 0],
  ] as const)('%s with %s: %i of one each', (operation, rebootOption, errors) => {
    expect(errorsCounted(all, { operation, rebootOption, deliveryTimeoutSeconds: 600 })).toBe(errors);
  });

  it('is nothing where nothing happened', () => {
    expect(errorsCounted({}, { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 })).toBe(0);
  });
});

describe('a quota', () => {
  it.each([
    [10, { number: 10 }], ['10', { number: 10 }], [' 10% ', { percent: 10 }], ['100%', { percent: 100 }],
    ['0%', undefined], [0, undefined], ['101%', undefined], ['1.5', undefined], ['ten', undefined], [true, undefined], ['100001', undefined],
  ])('of concurrency reads %j as %j', (value, quota) => {
    expect(parseQuota(value, concurrencyBounds)).toEqual(quota);
  });

  it('of errors may be 0', () => {
    expect([parseQuota(0, errorBounds), parseQuota('0%', errorBounds)]).toEqual([{ number: 0 }, { percent: 0 }]);
  });

  it.each([
    { quota: { percent: 10 }, planned: 3, atOnce: 1, errors: 0 },
    { quota: { percent: 10 }, planned: 25, atOnce: 2, errors: 2 },
    { quota: { percent: 100 }, planned: 3, atOnce: 3, errors: 3 },
    { quota: { number: 5 }, planned: 3, atOnce: 5, errors: 5 },
    { quota: { number: 0 }, planned: 3, atOnce: 1, errors: 0 },
  ])('$quota of $planned instances: $atOnce at once, $errors errors allowed', ({ quota, planned, atOnce, errors }) => {
    expect([concurrencyOf(quota, planned), errorsAllowed(quota, planned)]).toEqual([atOnce, errors]);
  });

  it('is shown as it was written', () => {
    expect([showQuota({ percent: 10 }), showQuota({ number: 3 })]).toEqual(['10%', '3']);
  });
});

describe('a bitmap', () => {
  it('holds ordinals in a quarter of a byte each', () => {
    const bitmap = [0, 5, 5, 1000].reduce(withBit, emptyBitmap);
    expect([0, 1, 5, 1000, 2000].map((ordinal) => hasBit(bitmap, ordinal))).toEqual([true, false, true, true, false]);
    expect([countBits(bitmap), bitmap.length]).toEqual([3, 251]);
  });

  it('names what is missing', () => {
    expect(missingBits(withBit(withBit(emptyBitmap, 0), 2), 4)).toEqual([1, 3]);
  });
});

describe('a hash', () => {
  it('does not depend on the order in which a value was built', () => {
    expect(sha256Of({ a: 1, b: { d: 2, c: [1, 2] } })).toBe(sha256Of({ b: { c: [1, 2], d: 2 }, a: 1 }));
    expect(sha256Of([1, 2])).not.toBe(sha256Of([2, 1]));
    expect(canonicalJson({ b: 1, a: null })).toBe('{"a":null,"b":1}');
  });
});

describe('a problem', () => {
  it('names field, found, expected and the next step', () => {
    expect(describeProblem({ field: 'a', found: '1', expected: '2', next: 'Do this.' })).toBe('a: found 1, expected 2. Do this.');
    expect(showFound(undefined)).toBe('nothing');
  });
});

describe('a status', () => {
  it('knows whether it is an end', () => {
    expect(runStatuses.filter(hasRunEnded)).toEqual(['Completed', 'Halted', 'Aborted', 'Rejected', 'Expired', 'Failed']);
    expect(waveStatuses.filter(hasWaveEnded)).toEqual(['Passed', 'Halted', 'Aborted', 'Skipped']);
  });
});
