import * as z from 'zod/mini';

import { defineEvent } from '../events/contract.ts';
import { inMemoryKit, NIGHT } from '../testing/test-aggregate.ts';
import { advance, ContendedItem, type Aggregate } from './advance.ts';
import { fact } from './event-bus.ts';
import type { Item, ItemStore } from './item.ts';

const RUN_ID = '0f0e0d0c-0b0a-4908-8706-050403020100';
const counted = defineEvent({ name: 'Counted', version: 1, sources: ['test'], description: '', data: z.object({ to: z.number() }) });

interface Counter { count: number; wakeAt?: number }
interface Counted { to: number }

function aCounter(overrides: Partial<Aggregate<Counter, Counted>> = {}) {
  const kit = inMemoryKit();
  const aggregate: Aggregate<Counter, Counted> = {
    ...kit,
    items: kit.items<Counter, Counted>(),
    runIdOf: () => RUN_ID,
    dueAt: (state) => state.wakeAt,
    render: ({ to }) => Promise.resolve([fact(counted, { to })]),
    ...overrides,
  };
  return { kit, aggregate };
}

function countUp(state: Counter | undefined, wakeAt?: number) {
  const count = (state?.count ?? 0) + 1;
  return { state: { count, ...(wakeAt === undefined ? {} : { wakeAt }) }, events: [{ to: count }], effects: [`effect ${String(count)}`] };
}

/** Another writer gets in `times` before each save succeeds. */
function contended<State, Recipe>(items: ItemStore<State, Recipe>, times: number): ItemStore<State, Recipe> {
  let left = times;
  return {
    load: (key) => items.load(key),
    async save(item) {
      if (left-- > 0) return 'lost';
      return items.save(item);
    },
  };
}

describe('advance', () => {
  it('saves, publishes, takes the published entry out of the outbox, and returns the effects to try', async () => {
    const { kit, aggregate } = aCounter();

    const advanced = await advance(aggregate, 'C#1', (state) => countUp(state));

    expect(advanced).toEqual({ state: { count: 1 }, effects: ['effect 1'] });
    expect(kit.bus.facts()).toEqual([{ name: 'Counted', data: { to: 1 } }]);
    expect(kit.table.items.get('C#1')).toEqual({ key: 'C#1', version: 2, state: { count: 1 }, outbox: [], outboxSeq: 1, dueAt: undefined });
  });

  it('gives each event an id from aggregate and transition, and the time it became true', async () => {
    const { kit, aggregate } = aCounter();
    await advance(aggregate, 'C#1', (state) => countUp(state));
    kit.clock.advanceMinutes(1);
    await advance(aggregate, 'C#1', (state) => countUp(state));

    expect(kit.bus.published.map(({ id, occurredAt, runId }) => ({ id, occurredAt, runId }))).toEqual([
      { id: 'C#1#1.0', occurredAt: NIGHT, runId: RUN_ID },
      { id: 'C#1#2.0', occurredAt: NIGHT + 60_000, runId: RUN_ID },
    ]);
  });

  it('changes nothing and writes nothing when the decision is that nothing changes', async () => {
    const { kit, aggregate } = aCounter();
    await expect(advance(aggregate, 'C#1', () => undefined)).resolves.toEqual({ state: undefined, effects: [] });
    expect(kit.table.items.size).toBe(0);
  });

  it('keeps what the bus did not confirm, wakes itself for it, and publishes it with the same id', async () => {
    const { kit, aggregate } = aCounter();
    kit.bus.refuseOnce.add('C#1#1.0');

    await advance(aggregate, 'C#1', (state) => countUp(state));
    expect(kit.bus.facts()).toEqual([]);
    expect(kit.table.items.get('C#1')).toMatchObject({ outbox: [{ seq: 1, recipe: { to: 1 } }], dueAt: NIGHT + 60_000 });

    await advance(aggregate, 'C#1', () => undefined);
    expect(kit.bus.published.map(({ id }) => id)).toEqual(['C#1#1.0']);
    expect(kit.table.items.get('C#1')).toEqual({ key: 'C#1', version: 2, state: { count: 1 }, outbox: [], outboxSeq: 1 });
  });

  it('appends to an outbox that is not empty, and never replaces it', async () => {
    const { kit, aggregate } = aCounter();
    kit.bus.refuseOnce.add('C#1#1.0');
    await advance(aggregate, 'C#1', (state) => countUp(state));
    await advance(aggregate, 'C#1', (state) => countUp(state));

    expect(kit.bus.facts()).toEqual([{ name: 'Counted', data: { to: 1 } }, { name: 'Counted', data: { to: 2 } }]);
  });

  it('loads and decides again when another write came first', async () => {
    const { kit, aggregate } = aCounter();
    const items = contended(aggregate.items, 2);
    const seen: (Counter | undefined)[] = [];

    await advance({ ...aggregate, items }, 'C#1', (state) => (seen.push(state), countUp(state)));

    expect(seen).toHaveLength(3);
    expect(kit.table.items.get('C#1')).toMatchObject({ state: { count: 1 }, outbox: [] });
  });

  it('gives up after five lost writes, and published nothing', async () => {
    const { kit, aggregate } = aCounter();
    await expect(advance({ ...aggregate, items: contended(aggregate.items, 5) }, 'C#1', (state) => countUp(state))).rejects.toThrow(ContendedItem);
    expect(kit.bus.facts()).toEqual([]);
  });

  it('leaves the outbox of another writer alone when it removes its own entries', async () => {
    const { kit, aggregate } = aCounter();
    const foreign: Item<Counter, Counted> = { key: 'C#1', version: 2, state: { count: 7, wakeAt: NIGHT }, outbox: [{ seq: 1, at: NIGHT, recipe: { to: 1 } }, { seq: 2, at: NIGHT, recipe: { to: 7 } }], outboxSeq: 2 };
    const bus = {
      async publish(events: Parameters<typeof kit.bus.publish>[0]) {
        await kit.items<Counter, Counted>().save(foreign);
        return kit.bus.publish(events);
      },
    };

    await advance({ ...aggregate, bus }, 'C#1', (state) => countUp(state));

    expect(kit.table.items.get('C#1')).toMatchObject({ version: 3, state: { count: 7 }, outbox: [{ seq: 2 }] });
  });

  it('writes nothing more when another writer has removed its entries already', async () => {
    const { kit, aggregate } = aCounter();
    const moved: Item<Counter, Counted> = { key: 'C#1', version: 2, state: { count: 7 }, outbox: [], outboxSeq: 1 };
    const bus = {
      async publish(events: Parameters<typeof kit.bus.publish>[0]) {
        await kit.items<Counter, Counted>().save(moved);
        return kit.bus.publish(events);
      },
    };

    await advance({ ...aggregate, bus }, 'C#1', (state) => countUp(state));

    expect(kit.table.items.get('C#1')).toEqual(moved);
  });

  it('does not fail when the entries cannot be removed: the alarm brings them back', async () => {
    const { aggregate } = aCounter();
    let saves = 0;
    const items: ItemStore<Counter, Counted> = {
      load: (key) => aggregate.items.load(key),
      save: (item) => (saves++ === 0 ? aggregate.items.save(item) : Promise.resolve('lost')),
    };
    await expect(advance({ ...aggregate, items }, 'C#1', (state) => countUp(state))).resolves.toMatchObject({ state: { count: 1 } });
    await expect(aggregate.items.load('C#1')).resolves.toMatchObject({ outbox: [{ seq: 1 }], dueAt: NIGHT + 60_000 });
  });

  it.each([
    ['at once when the time has passed', -5, [0]],
    ['with a delay when it is near', 10, [600]],
    ['not at all when the tick will find it', 15, []],
  ])('posts its alarm %s', async (_case, minutes, delays) => {
    const { kit, aggregate } = aCounter();
    await advance(aggregate, 'C#1', (state) => countUp(state, NIGHT + minutes * 60_000));
    expect(kit.dueQueue.posted.map(({ delaySeconds }) => delaySeconds)).toEqual(delays);
  });

  it('does not post the same alarm twice', async () => {
    const { kit, aggregate } = aCounter();
    await advance(aggregate, 'C#1', (state) => countUp(state, NIGHT + 60_000));
    await advance(aggregate, 'C#1', (state) => countUp(state, NIGHT + 60_000));
    expect(kit.dueQueue.posted).toEqual([{ due: { key: 'C#1', dueAt: NIGHT + 60_000 }, delaySeconds: 60 }]);
  });
});
