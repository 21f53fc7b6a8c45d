import { isHeldBy, releaseLock, takeLock, takeOverLock, type LockTaken } from './target-lock.ts';

const ours: LockTaken = { status: 'Taken', runId: 'ours', wave: 'w1', until: 100 };
const theirs: LockTaken = { status: 'Taken', runId: 'theirs', wave: 'w1', until: 100 };
const taken = { state: ours, events: [], effects: [] };

describe('the lock of an account and region', () => {
  it('is taken when it is free, or was never taken', () => {
    expect(takeLock(undefined, ours, 0)).toEqual(taken);
    expect(takeLock({ status: 'Free' }, ours, 0)).toEqual(taken);
  });

  it('is kept by whoever has it', () => {
    expect(takeLock(ours, ours, 0)).toBeUndefined();
    expect(takeLock(theirs, ours, 99)).toBeUndefined();
  });

  it('is held by one wave, not by one run', () => {
    expect(takeLock({ ...ours, wave: 'w2' }, ours, 99)).toBeUndefined();
  });

  it('is taken over when its time has passed', () => {
    expect(takeLock(theirs, ours, 100)).toEqual(taken);
  });

  it('is taken over from a holder that is done, unless somebody was quicker', () => {
    expect(takeOverLock(theirs, theirs, ours)).toEqual(taken);
    expect(takeOverLock({ ...theirs, wave: 'w2' }, theirs, ours)).toBeUndefined();
    expect(takeOverLock({ status: 'Free' }, theirs, ours)).toBeUndefined();
  });

  it('is released by its holder only', () => {
    expect(releaseLock(ours, ours)).toEqual({ state: { status: 'Free' }, events: [], effects: [] });
    expect(releaseLock(theirs, ours)).toBeUndefined();
    expect(releaseLock(undefined, ours)).toBeUndefined();
  });

  it('is held by nobody when free', () => {
    expect(isHeldBy({ status: 'Free' }, ours)).toBe(false);
  });
});
