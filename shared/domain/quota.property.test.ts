import fc from 'fast-check';

import type { Quota } from '../events/scalars.ts';
import { concurrencyBounds, concurrencyOf, errorBounds, errorsAllowed, isNothing, parseQuota, showQuota, unavailableBounds } from './quota.ts';

const percent = fc.integer({ min: 0, max: 100 }).map((value): Quota => ({ percent: value }));
const number = fc.integer({ min: 0, max: 100_000 }).map((value): Quota => ({ number: value }));
const quota = fc.oneof(percent, number);
const instances = fc.integer({ min: 0, max: 100_000 });

test('what is shown is read as the same quota, with spaces around it too; a number may also stand without quotes', () => {
  fc.assert(fc.property(quota, (one) => {
    const written = [showQuota(one), ` ${showQuota(one)} `, 'number' in one ? one.number : showQuota(one)];
    expect(written.map((each) => parseQuota(each, errorBounds))).toEqual([one, one, one]);
  }));
});

test('a quota of nothing is no concurrency, but may be a number of errors and can be read as a budget', () => {
  fc.assert(fc.property(quota, (one) => {
    const read = [concurrencyBounds, errorBounds, unavailableBounds].map((bounds) => parseQuota(showQuota(one), bounds));
    expect(read).toEqual([isNothing(one) ? undefined : one, one, one]);
  }), { examples: [[{ percent: 0 }], [{ number: 0 }]] });
});

test('whatever is written is read within its bounds or not at all', () => {
  const written = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(undefined), fc.tuple(fc.integer(), fc.constantFrom('%', ' %', '%%', '.5%')).map((parts) => parts.join('')));
  const isWithin = (read: Quota) => ('percent' in read ? read.percent >= 1 && read.percent <= 100 : read.number >= 1 && read.number <= 100_000);
  const bare = (text: string) => text.trim().replace(/^0+(?=\d)/, '');
  fc.assert(fc.property(written, (value) => {
    const read = parseQuota(value, concurrencyBounds);
    expect(read === undefined || (isWithin(read) && bare(showQuota(read)) === bare(String(value)))).toBe(true);
  }), { numRuns: 500 });
});

test('concurrency is at least one, and a percentage is never more than its share of two or more', () => {
  fc.assert(fc.property(quota, instances, (one, of) => {
    const allowed = concurrencyOf(one, of);
    const most = 'percent' in one ? Math.max(1, (of * one.percent) / 100) : Math.max(1, one.number);
    expect({ some: allowed >= 1, whole: Number.isInteger(allowed), bounded: allowed <= most, tight: allowed > most - 1 }).toEqual({ some: true, whole: true, bounded: true, tight: true });
  }));
});

test('errors allowed are a share rounded down: never all while less than all were allowed', () => {
  fc.assert(fc.property(quota, fc.integer({ min: 1, max: 100_000 }), (one, of) => {
    const allowed = errorsAllowed(one, of);
    const exact = 'percent' in one ? (of * one.percent) / 100 : one.number;
    const leavesOne = allowed < of || 'number' in one || one.percent === 100;
    expect({ whole: Number.isInteger(allowed), bounded: allowed <= exact, tight: allowed > exact - 1, leavesOne }).toEqual({ whole: true, bounded: true, tight: true, leavesOne: true });
  }));
});

test('of more instances, or with a higher percentage, never fewer are allowed', () => {
  fc.assert(fc.property(fc.tuple(fc.nat(100), fc.nat(100)), fc.tuple(instances, instances), (percentages, totals) => {
    const [low, high] = [{ percent: Math.min(...percentages) }, { percent: Math.max(...percentages) }];
    const [less, more] = [Math.min(...totals), Math.max(...totals)];
    const inOrder = [concurrencyOf, errorsAllowed].flatMap((allowed) => [allowed(low, less) <= allowed(high, less), allowed(low, less) <= allowed(low, more)]);
    expect(inOrder).toEqual([true, true, true, true]);
  }));
});
