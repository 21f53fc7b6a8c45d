import { planBudgets, type GroupMember } from './plan-budgets.ts';
import { sliceGroups } from './slice-groups.ts';

const budgets = [{ groupBy: 'tag:Service', maxUnavailable: { number: 3 }, oneZoneAtATime: true }];

function members(count: number, wave: number, target: number): GroupMember[] {
  return Array.from({ length: count }, () => ({ group: 'tag:Service=a', budget: 0, slice: { wave, target, goesFirst: target === LEFT_OVER } }));
}

/** The target that the run before had no time for. */
const LEFT_OVER = 9;

function planned(budget: Partial<(typeof budgets)[number]>, ...groups: GroupMember[][]) {
  const { limit, lent, limits } = planBudgets([{ ...budgets[0]!, ...budget }], groups.flat()).get('tag:Service=a') ?? {};
  return { limit, lent, limits: Object.fromEntries(limits ?? []) };
}

describe('the budget of a group', () => {
  it('is counted inside its slice where there is only one', () => {
    expect(planned({}, members(9, 0, 0))).toEqual({ limit: 3, lent: false, limits: { '0/0': 3 } });
  });

  it('is divided among a few slices, what is left over to the first ones of the plan', () => {
    expect(planned({}, members(4, 1, 0), members(5, 0, 7))).toEqual({ limit: 3, lent: false, limits: { '0/7': 2, '1/0': 1 } });
    expect(planned({}, members(4, 0, 1), members(5, 0, LEFT_OVER))).toEqual({ limit: 3, lent: false, limits: { '0/9': 2, '0/1': 1 } });
  });

  it('is lent where not every slice could have one', () => {
    expect(planned({}, members(1, 0, 0), members(1, 0, 1), members(1, 0, 2), members(1, 0, 3))).toEqual({
      limit: 3, lent: true, limits: { '0/0': 3, '0/1': 3, '0/2': 3, '0/3': 3 },
    });
  });

  it('is a percentage of all its members, those that are only scanned too, and at least 1', () => {
    const scanned: GroupMember[] = Array.from({ length: 10 }, () => ({ group: 'tag:Service=a', budget: 0 }));

    expect(planned({ maxUnavailable: { percent: 15 } } as never, members(10, 0, 0), scanned)).toMatchObject({ limit: 3 });
    expect(planned({ maxUnavailable: { percent: 1 } } as never, members(10, 0, 0))).toMatchObject({ limit: 1 });
  });

  it('is none where nobody of the group is patched', () => {
    expect(planBudgets(budgets, [{ group: 'tag:Service=a', budget: 0 }]).size).toBe(0);
  });
});

describe('the groups of a slice', () => {
  const plan = planBudgets(budgets, [...members(2, 0, 0), { group: 'tag:Service=b', budget: 0, slice: { wave: 0, target: 0, goesFirst: false } }]);

  it('are sorted by name, with the ordinals of their members', () => {
    expect(sliceGroups(plan, { wave: 0, target: 0 }, [['tag:Service=b'], ['tag:Service=a'], [], ['tag:Service=a', 'tag:Service=c']])).toEqual([
      { name: 'tag:Service=a', limit: 3, lent: false, oneZoneAtATime: true, members: [1, 3] },
      { name: 'tag:Service=b', limit: 3, lent: false, oneZoneAtATime: true, members: [0] },
    ]);
  });

  it('are none in a slice that takes nobody out of service', () => {
    expect(sliceGroups(plan, { wave: 1, target: 0 }, [['tag:Service=a']])).toEqual([]);
  });
});
