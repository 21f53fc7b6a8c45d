import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aDiscoveringRun, aRejectedRun, aResolvingRun, HOUR_MS, MINUTE_MS } from '../../testing/runs.fixture.ts';
import { RESOLVE_ATTEMPTS_MAX, resolvingDue, resolvingFailed } from './resolving-due.ts';
import { scopeResolved } from './scope-resolved.ts';

const failure = { kind: 'throttled', code: 'TooManyRequestsException', message: 'slow down' } as const;
const GIVEN_UP = (cause: string) =>
  `AWS Organizations could not be asked for the accounts in 10 tries (${cause}). Check the planner's permission to list accounts, then start the run again.`;

describe('asking AWS Organizations', () => {
  it('is claimed before each further try', () => {
    expect(resolvingDue(aResolvingRun({ retryAt: NIGHT }), NIGHT)).toEqual({
      state: aResolvingRun({ attempts: 2, retryAt: NIGHT + 2 * MINUTE_MS }), events: [], effects: ['ResolveScope'],
    });
  });

  it('is left to whoever claimed it', () => {
    expect(resolvingDue(aResolvingRun(), NIGHT)).toBeUndefined();
  });

  it('is given up when no try ever came to an end', () => {
    expect(resolvingDue(aResolvingRun({ attempts: RESOLVE_ATTEMPTS_MAX, retryAt: NIGHT }), NIGHT)).toEqual({
      state: aRejectedRun({ reasons: [GIVEN_UP('no try came to an end')] }), events: [{ type: 'RunRejected' }], effects: [],
    });
  });

  it.each([[1, 0.25], [3, 1], [9, 10]])('backs off after failure %i for %d minutes', (attempts, minutes) => {
    expect(resolvingFailed(aResolvingRun({ attempts }), { attempt: attempts, failure }, NIGHT)).toEqual({
      state: aResolvingRun({ attempts, retryAt: NIGHT + minutes * MINUTE_MS }), events: [], effects: [],
    });
  });

  it('ends with the last failure named', () => {
    expect(resolvingFailed(aResolvingRun({ attempts: 10 }), { attempt: 10, failure }, NIGHT)?.state).toEqual(
      aRejectedRun({ reasons: [GIVEN_UP('TooManyRequestsException: slow down')] }),
    );
  });

  it('does not count the failure of a try that was given up', () => {
    expect(resolvingFailed(aResolvingRun({ attempts: 2 }), { attempt: 1, failure }, NIGHT)).toBeUndefined();
  });
});

describe('the answer of AWS Organizations', () => {
  it('accepts the run, whose time begins now, and asks for all its targets', () => {
    expect(scopeResolved(aResolvingRun(), { ok: true, chunks: 2 }, NIGHT)).toEqual({
      state: aDiscoveringRun({ endsBefore: NIGHT + 72 * HOUR_MS }),
      events: [{ type: 'RunAccepted' }, { type: 'DiscoveryRequested', except: '' }],
      effects: [],
    });
  });

  it.each([
    ['an account is unknown', { ok: false, reasons: ['waves[0].accounts: ...'] }, 'waves[0].accounts: ...'],
    ['nothing is left', { ok: true, chunks: 0 }, 'waves: found no account after the exclusions, expected at least one.'],
  ] as const)('rejects the run where %s', (_, answer, reason) => {
    expect(scopeResolved(aResolvingRun(), answer, NIGHT)).toEqual({
      state: aRejectedRun({ reasons: [reason] }), events: [{ type: 'RunRejected' }], effects: [],
    });
  });
});
