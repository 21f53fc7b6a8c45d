import type { Due, DueIndex, Item, ItemStore } from './item.ts';

type AnyStore = ItemStore<object, object>;

/** An empty store and the index over it. */
export interface IndexedStore {
  items: AnyStore;
  dueIndex: DueIndex;
}

const NOON = 1_773_144_000_000;

function anItem(key: string, dueAt: number | undefined, version = 1): Item<object, object> {
  return { key, version, state: {}, outbox: [], outboxSeq: 0, dueAt };
}

/** The index promises no order. */
async function keysDue(dueIndex: DueIndex, epochMs: number): Promise<readonly string[]> {
  return (await dueIndex.before(epochMs)).map(({ key }) => key).sort();
}

/** What every DueIndex must do. */
export function dueIndexSuite(implementation: string, make: () => Promise<IndexedStore>): void {
  describe(`port DueIndex / ${implementation}`, () => {
    it('finds nothing in an empty store', async () => {
      const { dueIndex } = await make();
      expect(await dueIndex.before(NOON)).toEqual([]);
    });

    it('finds what is due until then with its time, and not what is due a millisecond later or never', async () => {
      const { items, dueIndex } = await make();
      const times: [string, number | undefined][] = [['early', 1], ['just', NOON], ['later', NOON + 1], ['never', undefined]];
      for (const [key, dueAt] of times) await items.save(anItem(key, dueAt));
      const due: readonly Due[] = await dueIndex.before(NOON);
      expect([...due].sort((a, b) => a.dueAt - b.dueAt)).toEqual([{ key: 'early', dueAt: 1 }, { key: 'just', dueAt: NOON }]);
    });

    it('finds each of many items once, in whatever shard it stands', async () => {
      const { items, dueIndex } = await make();
      const keys = Array.from({ length: 60 }, (_, index) => `WAVE#${String(index)}`).sort();
      await Promise.all(keys.map((key, index) => items.save(anItem(key, NOON - index))));
      expect(await keysDue(dueIndex, NOON)).toEqual(keys);
    });

    it('forgets an item that awaits nothing any more', async () => {
      const { items, dueIndex } = await make();
      await items.save(anItem('done', NOON));
      await items.save(anItem('waiting', NOON));
      await items.save(anItem('done', undefined, 2));
      expect(await keysDue(dueIndex, NOON)).toEqual(['waiting']);
    });

    it('follows an alarm that was moved', async () => {
      const { items, dueIndex } = await make();
      await items.save(anItem('moved', NOON));
      await items.save(anItem('moved', NOON + 60_000, 2));
      expect(await dueIndex.before(NOON)).toEqual([]);
      expect(await dueIndex.before(NOON + 60_000)).toEqual([{ key: 'moved', dueAt: NOON + 60_000 }]);
    });

    it('keeps the alarm of an item whose next write was refused', async () => {
      const { items, dueIndex } = await make();
      await items.save(anItem('kept', NOON));
      await items.save(anItem('kept', undefined, 5));
      expect(await keysDue(dueIndex, NOON)).toEqual(['kept']);
    });
  });
}
