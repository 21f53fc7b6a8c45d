import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import { RUN_ID } from '../testing/runs.fixture.ts';
import { plannerEffects, policyKeyOf, runKeyOf } from './planner-aggregates.ts';

describe('the items of the planner', () => {
  it('are named by run and by policy', () => {
    expect([runKeyOf(RUN_ID), policyKeyOf('web')]).toEqual([`RUN#${RUN_ID}`, 'POLICY#web']);
  });

  it("a policy's lock belongs to its run, has no alarm and says nothing", async () => {
    const { policies } = plannerEffects(inMemoryKit());
    const lock = { policyName: 'web', runId: RUN_ID, takenAt: NIGHT, notAfter: NIGHT };

    expect([policies.runIdOf(lock), policies.dueAt(lock), await policies.render(undefined as never, lock)]).toEqual([RUN_ID, undefined, []]);
  });
});
