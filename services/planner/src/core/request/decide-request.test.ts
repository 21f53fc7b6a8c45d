import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aBuildingRun, aDiscoveringRun, ANA, anEndedRun, aPlannedRun, aRejectedRun, aResolvingRun, RUN_ID } from '../../testing/runs.fixture.ts';
import { answerAgain, openRun } from './decide-request.ts';
import type { Opening } from './opening.ts';

function anOpening(over: Partial<Opening> = {}): Opening {
  return { head: { runId: RUN_ID, policyName: 'web', requestedBy: ANA }, notAfter: NIGHT, verdict: { ok: true, runTimeoutMinutes: 72 * 60 }, ...over };
}

describe('a request for a new run', () => {
  it('opens it and claims the look-up of its accounts', () => {
    expect(openRun(anOpening(), NIGHT)).toEqual({ state: aResolvingRun(), events: [], effects: ['ResolveScope'] });
  });

  it.each([
    ['that is wrong', anOpening({ verdict: { ok: false, reasons: ['waves: found nothing'] } }), 'waves: found nothing'],
    ['that comes too late', anOpening({ notAfter: NIGHT - 1 }), 'the request came too late: its time to be answered is over; ask again with a new run'],
  ])('%s is kept with its refusal', (_, opening, reason) => {
    expect(openRun(opening, NIGHT)).toEqual({
      state: aRejectedRun({ reasons: [reason] }), events: [{ type: 'RunRejected' }], effects: [],
    });
  });
});

describe('a repeated request', () => {
  it.each([[aResolvingRun()], [undefined]])('has no answer before there is one (%#)', (run) => {
    expect(answerAgain(run)).toBeUndefined();
  });

  it.each([
    [aRejectedRun(), ['RunRejected']],
    [aDiscoveringRun(), ['RunAccepted']],
    [aBuildingRun(), ['RunAccepted']],
    [aPlannedRun(), ['RunAccepted']],
    [anEndedRun(), ['RunAccepted', 'RunCompleted']],
  ])('is answered again: $phase', (run, types) => {
    expect(answerAgain(run)).toEqual({ state: run, events: types.map((type) => ({ type })), effects: [] });
  });
});
