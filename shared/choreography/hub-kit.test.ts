import { inMemoryKit } from '#shared/testing/test-aggregate.ts';

import { advance } from './advance.ts';
import { silentAggregateOf } from './hub-kit.ts';

test('an item that is only kept is saved, says nothing and wants nothing by itself', async () => {
  const kit = inMemoryKit();
  const aggregate = silentAggregateOf<{ seen: number }>(kit);

  await advance(aggregate, 'SEEN#1', () => ({ state: { seen: 3 }, events: [], effects: [] }));

  expect(await kit.items().load('SEEN#1')).toMatchObject({ state: { seen: 3 } });
  expect([aggregate.runIdOf({ seen: 3 }), await aggregate.render(undefined as never, { seen: 3 })]).toEqual(['', []]);
  expect([kit.bus.published, await kit.dueIndex.before(Number.MAX_SAFE_INTEGER)]).toEqual([[], []]);
});
