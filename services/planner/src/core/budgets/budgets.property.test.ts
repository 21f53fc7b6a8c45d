import fc from 'fast-check';

import { concurrencyOf } from '#shared/domain/quota.ts';
import type { DisruptionBudget } from '#shared/domain/run-definition.ts';

import { fixedShares } from './fixed-shares.ts';
import { planBudgets, sliceNameOf, type BudgetPlan, type GroupMember } from './plan-budgets.ts';
import { sliceGroups } from './slice-groups.ts';

const budget: fc.Arbitrary<DisruptionBudget> = fc.record({
  groupBy: fc.constant('tag:Service'),
  maxUnavailable: fc.oneof(fc.record({ number: fc.integer({ min: 1, max: 12 }) }), fc.record({ percent: fc.integer({ min: 1, max: 100 }) })),
  oneZoneAtATime: fc.boolean(),
});
const member: fc.Arbitrary<GroupMember & { slice: { wave: number; target: number } }> = fc.record({
  group: fc.constantFrom('a', 'b', 'c'),
  budget: fc.constant(0),
  slice: fc.record({ wave: fc.integer({ min: 0, max: 3 }), target: fc.integer({ min: 0, max: 5 }) }),
}).map((one) => ({ ...one, slice: { ...one.slice, goesFirst: one.slice.target === 5 } }));
const members = fc.array(member, { maxLength: 80 });

/** Sets and maps of a plan in a form whose order does not matter. */
function shown(plan: BudgetPlan) {
  return [...plan].map(([name, { limits, ...group }]) => ({ name, ...group, limits: [...limits].sort() })).sort((one, other) => (one.name < other.name ? -1 : 1));
}

describe('fixed shares', () => {
  it('add up to the limit, and each slice has at least one, differing by at most one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (slices, more) => {
      const shares = fixedShares(slices + more, slices);
      expect(shares).toHaveLength(slices);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(slices + more);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }));
  });
});

describe('the budgets of a plan', () => {
  it('are lent exactly where a group has more slices than its limit; else its shares add up to the limit', () => {
    fc.assert(fc.property(budget, members, (rule, all) => {
      for (const [name, { limit, lent, limits }] of planBudgets([rule], all)) {
        const own = all.filter(({ group }) => group === name);
        expect(limit).toBe(concurrencyOf(rule.maxUnavailable, own.length));
        expect(new Set(limits.keys())).toEqual(new Set(own.map(({ slice }) => sliceNameOf(slice))));
        expect(lent).toBe(limit < limits.size);
        const sum = [...limits.values()].reduce((before, each) => before + each, 0);
        expect(sum).toBe(lent ? limit * limits.size : limit);
      }
    }));
  });

  it('are the same in whatever order the targets were counted', () => {
    const shuffled = members.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

    fc.assert(fc.property(budget, shuffled, (rule, [all, other]) => {
      expect(shown(planBudgets([rule], other))).toEqual(shown(planBudgets([rule], all)));
    }));
  });

  it('give each member of a slice to its group, once', () => {
    fc.assert(fc.property(budget, members, (rule, all) => {
      const plan = planBudgets([rule], all);
      const slice = { wave: 0, target: 0 };
      const here = all.filter((one) => sliceNameOf(one.slice) === sliceNameOf(slice));
      const groups = sliceGroups(plan, slice, here.map(({ group }) => [group]));
      expect(groups.flatMap((group) => group.members).sort((one, other) => one - other)).toEqual(here.map((_, ordinal) => ordinal));
      for (const { name, members: ordinals } of groups) expect(new Set(ordinals.map((ordinal) => here[ordinal]?.group))).toEqual(new Set([name]));
      expect(groups.map(({ name }) => name)).toEqual(groups.map(({ name }) => name).sort());
    }));
  });
});
