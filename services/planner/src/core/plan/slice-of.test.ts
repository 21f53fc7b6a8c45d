import type { InventoryInstance } from '#shared/domain/inventory.ts';
import { planPartKeyOf } from '#shared/domain/run-objects.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { LENT_GROUPS_MAX } from '#shared/events/scalars.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aDefinition, aWave, RUN_ID } from '../../testing/runs.fixture.ts';
import { planBudgets, type BudgetPlan, type GroupMember } from '../budgets/plan-budgets.ts';
import { numberTargets } from './number-targets.ts';
import { sliceOf, type SliceRules } from './slice-of.ts';
import { SLICE_INSTANCES_MAX, sliceProblems } from './slice-problems.ts';

const target = { accountId: '111111111111', region: 'eu-west-1' };
const budget = { groupBy: 'tag:Service', maxUnavailable: { number: 1 }, oneZoneAtATime: true };

function anInstance(name: string, over: Partial<InventoryInstance> = {}): InventoryInstance {
  return { id: name, platform: 'Linux', state: 'managed', tags: { Service: name }, zone: 'eu-west-1a', ...over };
}

/** Each group has members in two targets, and a limit of 1. */
function lentTo(...names: string[]): BudgetPlan {
  return planBudgets([budget], names.flatMap((name): GroupMember[] => [0, 1].map((ordinal) => ({
    group: `tag:Service=${name}`, budget: 0, slice: { wave: 0, target: ordinal, goesFirst: false },
  }))));
}

function rules(over: Partial<SliceRules> = {}): SliceRules {
  return { runId: RUN_ID, definition: aDefinition({ waves: [aWave('canary')] }), budgets: new Map(), deferred: new Set(), ...over };
}

function sliced(instances: readonly InventoryInstance[], over: Partial<SliceRules> = {}) {
  return sliceOf({ wave: 0, target, targetOrdinal: 0, instances }, rules(over));
}

describe('a slice', () => {
  it('has what a person and a budget need to know of its instances, and is named by its content', () => {
    const { slice, planned, goesFirst } = sliced([anInstance('a', { tags: { Name: 'web-1' }, autoScalingGroup: 'web' }), anInstance('b')]);

    expect(slice).toEqual({
      runId: RUN_ID, wave: 'canary', ...target, groups: [], guards: { freezes: [], calendars: [], alarms: [] },
      instances: [
        { id: 'a', platform: 'Linux', name: 'web-1', zone: 'eu-west-1a', autoScalingGroup: 'web' },
        { id: 'b', platform: 'Linux', zone: 'eu-west-1a' },
      ],
    });
    const sliceSha256 = sha256Of(slice);
    expect(planned).toEqual({ ...target, sliceSha256, sliceKey: planPartKeyOf(RUN_ID, sliceSha256), instances: 2 });
    expect(goesFirst).toBe(false);
  });

  it('carries what must hold at each send', () => {
    const guards = { freezes: [{ from: NIGHT, until: NIGHT + 1, reason: 'year end' }], calendars: ['ChangeFreeze'], alarms: ['arn:aws:cloudwatch:eu-west-1:111111111111:alarm:x'] };

    expect(sliced([anInstance('a')], { definition: aDefinition({ ...guards, waves: [aWave('canary')] }) }).slice.guards).toEqual(guards);
  });

  it('begins with those that were left over last time, and its target goes first', () => {
    const { slice, goesFirst } = sliced([anInstance('a'), anInstance('b'), anInstance('c')], { deferred: new Set(['c', 'x']) });

    expect([slice.instances.map(({ id }) => id), goesFirst]).toEqual([['c', 'a', 'b'], true]);
  });

  it('names its lent groups to those who lend', () => {
    const definition = aDefinition({ waves: [aWave('canary')], budgets: [budget, { ...budget, groupBy: 'zone' }] });
    const { slice, planned } = sliced([anInstance('b'), anInstance('a'), anInstance('b'), anInstance('c', { tags: {} })], { definition, budgets: lentTo('a', 'b') });

    expect(slice.groups).toEqual([
      { name: 'tag:Service=a', limit: 1, lent: true, oneZoneAtATime: true, members: [1] },
      { name: 'tag:Service=b', limit: 1, lent: true, oneZoneAtATime: true, members: [0, 2] },
    ]);
    expect(planned.lent).toEqual([{ name: 'tag:Service=a', limit: 1, members: 1 }, { name: 'tag:Service=b', limit: 1, members: 2 }]);
  });

  it('is numbered after those that go first', () => {
    const [one, two] = [sliced([anInstance('a')]), sliced([anInstance('b')], { deferred: new Set(['b']) })];

    expect(numberTargets([one, two])).toEqual([{ ordinal: 0, ...two.planned }, { ordinal: 1, ...one.planned }]);
  });
});

describe('a slice that cannot be worked through', () => {
  const definition = aDefinition({ waves: [aWave('canary')], budgets: [{ ...budget, groupBy: 'zone' }, budget] });

  function problemsOf(instances: readonly InventoryInstance[], budgets: BudgetPlan = new Map()) {
    return sliceProblems({ wave: 0, slice: sliced(instances, { definition, budgets }).slice }, definition, budgets);
  }

  it.each([[SLICE_INSTANCES_MAX, 0], [SLICE_INSTANCES_MAX + 1, 1]])('has too many instances: %i', (count, problems) => {
    expect(problemsOf(Array.from({ length: count }, (_, index) => anInstance(String(index))))).toHaveLength(problems);
  });

  it('is named with what to do', () => {
    expect(problemsOf(Array.from({ length: 2_001 }, (_, index) => anInstance(String(index))))).toEqual([{
      field: 'waves[0] "canary"', found: '2001 instances in account 111111111111, region eu-west-1',
      expected: 'at most 2000 of one account and region in one wave', next: 'Split the wave by percent or by tags.',
    }]);
  });

  it.each([[LENT_GROUPS_MAX, []], [LENT_GROUPS_MAX + 1, ['budgets[1].groupBy "tag:Service"']]])('has too many lent groups: %i', (count, fields) => {
    const zone: GroupMember[] = [0, 1].map((wave) => ({ group: 'zone:111111111111/eu-west-1/eu-west-1a', budget: 0, slice: { wave, target: 0, goesFirst: false } }));
    const names = Array.from({ length: count - 1 }, (_, index) => `s${String(index)}`);
    const tags = [...lentTo(...names)].map(([name, group]) => [name, { ...group, budget: 1 }] as const);

    expect(problemsOf(names.map((name) => anInstance(name)), new Map([...planBudgets([budget], zone), ...tags])).map(({ field }) => field)).toEqual(fields);
  });
});
