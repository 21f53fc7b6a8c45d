import { aWaveInFlight, plannedTargets } from '../testing/wave-builders.fixture.ts';
import { isLockStale } from './lock-is-stale.ts';

const targets = plannedTargets(3);
const [first] = targets;
const place = { accountId: first!.accountId, region: first!.region };
const working = aWaveInFlight([0]);

describe('a lock of another wave', () => {
  it.each([
    ['is in use while the wave works there', working, false],
    ['is stale once the target is completed', { ...working, completed: '1' }, true],
    ['is in use while only another target is completed', { ...working, completed: '2' }, false],
    ['is stale once the wave has ended', { ...working, ending: 'Completed' as const }, true],
    ['is in use while its wave is not there yet', undefined, false],
  ])('%s', (_case, holder, stale) => {
    expect(isLockStale(holder, targets, place)).toBe(stale);
  });

  it('is in use when its plan does not know the target', () => {
    expect(isLockStale({ ...working, completed: '1' }, [], place)).toBe(false);
  });
});
