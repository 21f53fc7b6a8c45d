import type { InventoryInstance } from '#shared/domain/inventory.ts';
import { without } from '#shared/testing/without.ts';

import { groupNameOf } from './group-name.ts';

const target = { accountId: '111111111111', region: 'eu-west-1' };
const instance: InventoryInstance = { id: 'i-0000000000000000a', platform: 'Linux', state: 'managed', tags: { Service: 'checkout' }, zone: 'eu-west-1a', autoScalingGroup: 'web' };

describe('the group of an instance', () => {
  it.each([
    ['tag:Service', 'tag:Service=checkout'],
    ['autoScalingGroup', 'asg:111111111111/eu-west-1/web'],
    ['zone', 'zone:111111111111/eu-west-1/eu-west-1a'],
  ])('by %s is %s', (groupBy, name) => {
    expect(groupNameOf(groupBy, instance, target)).toBe(name);
  });

  it('is none without the tag, and without an Auto Scaling group', () => {
    const alone = without(instance, 'autoScalingGroup');

    expect([groupNameOf('tag:Team', instance, target), groupNameOf('autoScalingGroup', alone, target)]).toEqual([undefined, undefined]);
  });
});
