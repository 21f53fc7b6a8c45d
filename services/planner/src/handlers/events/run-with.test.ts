import { aBuildingRun, anEndedRun, aPlannedRun, aRejectedRun, aResolvingRun, PLAN, RUN_ID } from '../../testing/runs.fixture.ts';
import { acceptedRun, endedRun, runWithPlan } from './run-with.ts';

describe('an entry of the outbox', () => {
  it('is rendered from a run that can have promised it', () => {
    expect([acceptedRun(aBuildingRun()), runWithPlan(aPlannedRun()).plan, endedRun(anEndedRun())]).toEqual([aBuildingRun(), PLAN, anEndedRun()]);
  });

  it.each([
    ['rejected', 'an accepted one', () => acceptedRun(aRejectedRun())],
    ['resolving', 'an accepted one', () => acceptedRun(aResolvingRun())],
    ['building', 'one with a plan', () => runWithPlan(aBuildingRun())],
    ['ended', 'one with a plan', () => runWithPlan(anEndedRun())],
    ['planned', 'an ended one', () => endedRun(aPlannedRun())],
  ])('is a bug in a run that is %s where it needs %s', (phase, expected, render) => {
    expect(render).toThrow(`run ${RUN_ID}: found an outbox entry of a run that is ${phase}, expected ${expected}.`);
  });
});
