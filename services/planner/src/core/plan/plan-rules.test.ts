import type { InventoryInstance } from '#shared/domain/inventory.ts';

import { aDefinition, aSelection, aWave } from '../../testing/runs.fixture.ts';
import type { WaveSelection } from '../selection/place-instance.ts';
import { countTarget } from './census.ts';
import { needsCensus, planRulesOf } from './plan-rules.ts';

const target = { accountId: '111111111111', region: 'eu-west-1' };
const budget = { groupBy: 'tag:Service', maxUnavailable: { percent: 50 }, oneZoneAtATime: false };

function anInstance(digit: string, over: Partial<InventoryInstance> = {}): InventoryInstance {
  return { id: `i-0000000000000000${digit}`, platform: 'Linux', state: 'managed', tags: { Service: 'checkout' }, zone: 'eu-west-1a', ...over };
}

const waves: WaveSelection[] = [aSelection({ excludeInstances: [anInstance('a').id] }), aSelection()].map((select) => ({ select, accounts: new Set([target.accountId]) }));

function counted(...instances: InventoryInstance[]) {
  return countTarget({ target, ordinal: 3, instances }, waves, [budget, { ...budget, groupBy: 'autoScalingGroup' }]);
}

describe('the count of the fleet', () => {
  it('keeps a small record of each instance that a wave may take', () => {
    expect(counted(anInstance('a'), anInstance('b', { tags: {}, autoScalingGroup: 'web' }), anInstance('c', { state: 'stopped' }), anInstance('d', { platform: 'macOS' }))).toEqual([
      { id: anInstance('a').id, waves: 0b10, target: 3, groups: ['tag:Service=checkout', undefined] },
      { id: anInstance('b').id, waves: 0b11, target: 3, groups: [undefined, 'asg:111111111111/eu-west-1/web'] },
    ]);
  });

  it.each([
    ['a percentage', { waves: [aWave('canary', { percent: 10 })] }, true],
    ['a budget', { budgets: [budget] }, true],
    ['neither', {}, false],
  ])('is needed for %s', (_, over, needed) => {
    expect(needsCensus(aDefinition(over))).toBe(needed);
  });
});

describe('the rules of a fleet', () => {
  const scan = { ...aWave('any').options, operation: 'Scan' } as const;
  const records = counted(...['b', 'c', 'd', 'e'].map((digit) => anInstance(digit)));

  it('let every wave take all that it means where no rule says otherwise', () => {
    const { takes, budgets } = planRulesOf(aDefinition(), [], new Set());

    expect([takes(1, 'i-1'), budgets.size]).toEqual([true, 0]);
  });

  it('count the groups as the percentages divide them, over all waves', () => {
    const definition = aDefinition({ budgets: [budget], waves: [aWave('canary', { percent: 25 }), aWave('main')] });

    expect(planRulesOf(definition, records, new Set()).budgets.get('tag:Service=checkout')).toMatchObject({
      limit: 2, lent: false, limits: new Map([['0/3', 1], ['1/3', 1]]),
    });
  });

  it('lend nothing to a wave that only scans, whose instances count all the same', () => {
    const definition = aDefinition({ budgets: [budget], waves: [aWave('canary', { percent: 25, options: scan }), aWave('main')] });

    expect(planRulesOf(definition, records, new Set()).budgets.get('tag:Service=checkout')).toMatchObject({ limit: 2, limits: new Map([['1/3', 2]]) });
  });

  it('count for nothing whom no wave takes', () => {
    const definition = aDefinition({ budgets: [budget], waves: [aWave('canary', { percent: 50 })] });
    const once = records.map((record) => ({ ...record, waves: 1 }));

    expect(planRulesOf(definition, once, new Set()).budgets.get('tag:Service=checkout')).toMatchObject({ limit: 1 });
  });

  it('put a target first that was left over last time', () => {
    const definition = aDefinition({ budgets: [{ ...budget, maxUnavailable: { number: 3 } }], waves: [aWave('main')] });
    const two = [...records, ...records.map((record, index) => ({ ...record, id: `i-${String(index)}`, target: 4 }))].map((record) => ({ ...record, waves: 1 }));

    expect(planRulesOf(definition, two, new Set(['i-2'])).budgets.get('tag:Service=checkout')?.limits).toEqual(new Map([['0/4', 2], ['0/3', 1]]));
  });
});
