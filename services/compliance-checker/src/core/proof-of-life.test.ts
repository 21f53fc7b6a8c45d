import { needsPatchState, needsProofOfLife } from './proof-of-life.ts';

const invocation = (statusDetails: string) => ({ instanceId: 'i-0a1b2c3d4e5f60718', statusDetails });

describe('whose agent is asked', () => {
  it.each([
    ['Success', true, false], ['Failed', true, false], ['Cancelled', true, false],
    ['ExecutionTimedOut', false, true], ['DeliveryTimedOut', false, true],
    ['InProgress', false, false], ['InProgress', true, true], ['Delayed', true, true],
  ])('%s, overdue %s: %s', (status, isOverdue, expected) =>
    expect(needsProofOfLife(invocation(status), isOverdue)).toBe(expected));
});

describe('whose patch state is read', () => {
  it.each([['Success', true], ['Failed', true], ['InProgress', false], ['Cancelled', false]])('%s: %s', (status, expected) =>
    expect(needsPatchState(invocation(status))).toBe(expected));
});
