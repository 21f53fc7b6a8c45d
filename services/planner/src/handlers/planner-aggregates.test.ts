import { RUN_ID } from '../testing/runs.fixture.ts';
import { alarmKeyOf, policyKeyOf, runKeyOf } from './planner-aggregates.ts';

describe('the items of the planner', () => {
  it('are named by run, by policy and by alarm', () => {
    expect([runKeyOf(RUN_ID), policyKeyOf('web'), alarmKeyOf('arn:x')]).toEqual([`RUN#${RUN_ID}`, 'POLICY#web', 'ALARM#arn:x']);
  });
});
