import { RUN_ID } from '../testing/runs.fixture.ts';
import { policyKeyOf, runKeyOf } from './planner-aggregates.ts';

describe('the items of the planner', () => {
  it('are named by run and by policy', () => {
    expect([runKeyOf(RUN_ID), policyKeyOf('web')]).toEqual([`RUN#${RUN_ID}`, 'POLICY#web']);
  });
});
