import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aDiscoveringRun, anEndedRun, aRejectedRun, MINUTE_MS, PLAN } from '../../testing/runs.fixture.ts';
import { isHolderGone, policyTaken, previousOf, takePolicy, type PolicyLock } from './policy-lock.ts';

const lock: PolicyLock = { policyName: 'web', runId: 'other', takenAt: NIGHT, notAfter: NIGHT };
const wish = { policyName: 'web', runId: 'mine', notAfter: NIGHT + MINUTE_MS };

describe('the lock of a policy', () => {
  it('is taken where it is free', () => {
    expect(takePolicy(undefined, wish, NIGHT)).toEqual({ state: { ...wish, takenAt: NIGHT }, events: [], effects: [] });
  });

  it('is taken from a holder that is known to be gone', () => {
    expect(takePolicy(lock, { ...wish, replaces: 'other' }, NIGHT)?.state).toEqual({ ...wish, takenAt: NIGHT });
  });

  it.each([['another holder', wish], ['a holder that came meanwhile', { ...wish, replaces: 'third' }]])('is left to %s', (_, wanted) => {
    expect(takePolicy(lock, wanted, NIGHT)).toBeUndefined();
  });

  it.each([
    { what: 'lives', gone: false, holder: aDiscoveringRun(), now: NIGHT },
    { what: 'has ended', gone: true, holder: anEndedRun(), now: NIGHT },
    { what: 'was rejected', gone: true, holder: aRejectedRun(), now: NIGHT },
    { what: 'may still be created', gone: false, holder: undefined, now: NIGHT + 5 * MINUTE_MS },
    { what: 'can no longer be created', gone: true, holder: undefined, now: NIGHT + 5 * MINUTE_MS + 1 },
  ])('counts a holder that $what as gone: $gone', ({ gone, holder, now }) => {
    expect(isHolderGone(lock, holder, now)).toBe(gone);
  });

  it.each([
    { what: 'had a plan', holder: anEndedRun({ plan: PLAN }), previous: 'other' },
    { what: 'never had a plan', holder: anEndedRun(), previous: 'before' },
    { what: 'was rejected', holder: aRejectedRun(), previous: 'before' },
    { what: 'never came into being', holder: undefined, previous: 'before' },
  ])('remembers the last run with a plan: the holder $what', ({ holder, previous }) => {
    expect(previousOf({ ...lock, previous: 'before' }, holder)).toBe(previous);
  });

  it('tells the one who must wait which run to look at', () => {
    expect(policyTaken(lock)).toBe('policy web has an active run other, started 2026-03-10T02:00:00.000Z; wait for it or abort it.');
  });
});
