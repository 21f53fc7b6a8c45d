import type { Item, ItemStore } from './item.ts';

interface Counter {
  count: number;
  note?: string | undefined;
}

interface Counted {
  to: number;
}

export type CounterStore = ItemStore<Counter, Counted>;
type CounterItem = Item<Counter, Counted>;

function anItem(changes: Partial<CounterItem> = {}): CounterItem {
  return {
    key: 'RUN#1', version: 1, state: { count: 1 },
    outbox: [{ seq: 1, at: 1_773_108_000_000, recipe: { to: 1 } }], outboxSeq: 1, dueAt: 1_773_108_060_000,
    ...changes,
  };
}

/** What every ItemStore must do; `make` gives an empty one. */
export function itemStoreSuite(implementation: string, make: () => Promise<CounterStore>): void {
  describe(`port ItemStore / ${implementation}`, () => {
    it('loads nothing under a key that was never saved', async () => {
      const items = await make();
      await items.save(anItem());
      expect(await items.load('RUN#2')).toBeUndefined();
    });

    it('gives back state, outbox and alarm as they were saved', async () => {
      const items = await make();
      expect(await items.save(anItem())).toBe('saved');
      expect(await items.load('RUN#1')).toEqual(anItem());
    });

    it('gives back an item that awaits nothing without an alarm', async () => {
      const items = await make();
      await items.save(anItem({ dueAt: undefined, outbox: [] }));
      expect(await items.load('RUN#1')).toEqual(anItem({ dueAt: undefined, outbox: [] }));
    });

    it('keeps of a state what JSON keeps', async () => {
      const items = await make();
      await items.save(anItem({ state: { count: Number.NaN, note: undefined } }));
      expect((await items.load('RUN#1'))?.state).toStrictEqual({ count: null });
    });

    it('keeps what it has, whatever is done to what was saved or loaded', async () => {
      const items = await make();
      const saved = anItem();
      await items.save(saved);
      saved.state.count = 7;
      // A store may also refuse the change.
      Reflect.set((await items.load('RUN#1'))!.state, 'count', 8);
      expect(await items.load('RUN#1')).toEqual(anItem());
    });

    it('replaces an item by its next version, whole', async () => {
      const items = await make();
      await items.save(anItem());
      const next = anItem({ version: 2, state: { count: 2 }, outbox: [], dueAt: undefined });
      expect(await items.save(next)).toBe('saved');
      expect(await items.load('RUN#1')).toEqual(next);
    });

    it.each([
      ['the version that is already stored', 2],
      ['an older version', 1],
      ['a version that skips one', 4],
    ])('refuses %s, and keeps what it has', async (_case, version) => {
      const items = await make();
      await items.save(anItem());
      await items.save(anItem({ version: 2, state: { count: 2 } }));
      expect(await items.save(anItem({ version, state: { count: 99 } }))).toBe('lost');
      expect(await items.load('RUN#1')).toEqual(anItem({ version: 2, state: { count: 2 } }));
    });

    it('refuses a later version of an item that is not there', async () => {
      const items = await make();
      expect(await items.save(anItem({ version: 2 }))).toBe('lost');
      expect(await items.load('RUN#1')).toBeUndefined();
    });

    it('lets exactly one of several writers of the same version win', async () => {
      const items = await make();
      await items.save(anItem());
      const counts = [2, 3, 4, 5];
      const answers = await Promise.all(counts.map((count) => items.save(anItem({ version: 2, state: { count } }))));
      const winner = counts[answers.indexOf('saved')]!;
      expect([...answers].sort()).toEqual(['lost', 'lost', 'lost', 'saved']);
      expect((await items.load('RUN#1'))?.state).toEqual({ count: winner });
    });
  });
}
