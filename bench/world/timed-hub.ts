import type { EventBus } from '#shared/choreography/event-bus.ts';
import type { DueIndex, Due, Item, ItemStore } from '#shared/choreography/item.ts';
import { InMemoryTable } from '#shared/choreography/item-store.in-memory.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { WorldBus } from '#test/world/world-bus.ts';
import type { HopTimes } from './hop-times.ts';
import type { PassingTime } from './passing-time.ts';
import { processes } from './process.ts';

export interface Hub {
  time: PassingTime;
  hops: HopTimes;
}

const ENTRIES_MAX = 10;
/** What DynamoDB bills one write unit for. */
const WRITE_UNIT_BYTES = 1024;

/** The bus, with the time that PutEvents takes: one call for ten entries, one after another. */
export class TimedBus extends WorldBus {
  private readonly hub: Hub;

  constructor(hub: Hub, ...parts: ConstructorParameters<typeof WorldBus>) {
    super(...parts);
    this.hub = hub;
  }

  override as(source: string): EventBus {
    const bus = super.as(source);
    return {
      publish: async (events) => {
        const confirmed = new Set<string>();
        for (let start = 0; start < events.length; start += ENTRIES_MAX) {
          await this.hub.time.pause(this.hub.hops.of('putEvents'));
          for (const id of await bus.publish(events.slice(start, start + ENTRIES_MAX))) confirmed.add(id);
        }
        return confirmed;
      },
    };
  }
}

/** A table whose every call takes time, and whose writes are counted as DynamoDB bills them. */
export class TimedTable extends InMemoryTable implements DueIndex {
  /** Write units so far, refused writes among them, which DynamoDB bills as well. */
  writeUnits = 0;
  private readonly hub: Hub;

  constructor(hub: Hub) {
    super();
    this.hub = hub;
  }

  override store<State, Recipe>(): ItemStore<State, Recipe> {
    const { time, hops } = this.hub;
    const inner = super.store<State, Recipe>();
    return {
      load: async (key) => {
        await time.pause(hops.of('table'));
        return inner.load(key);
      },
      save: async (item: Item<State, Recipe>) => {
        this.writeUnits += Math.ceil(JSON.stringify(item).length / WRITE_UNIT_BYTES);
        await time.pause(hops.of('table'));
        return inner.save(item);
      },
    };
  }

  override async before(epochMs: number): Promise<readonly Due[]> {
    await this.hub.time.pause(this.hub.hops.of('table'));
    return super.before(epochMs);
  }
}

/** The bucket, with the time that each call takes. A warm function keeps what it has read (shared/aws/remembered-objects.ts). */
export function timedObjects({ time, hops }: Hub, objects: ObjectStore): ObjectStore {
  const read = new Set<string>();
  async function slowly<Value>(call: () => Promise<Value>): Promise<Value> {
    await time.pause(hops.of('object'));
    return call();
  }
  return {
    putOnce: (key, value) => slowly(() => objects.putOnce(key, value)),
    read: async (key) => {
      const kept = `${processes.getStore()?.name ?? ''}/${key}`;
      if (read.has(kept)) return objects.read(key);
      const value = await slowly(() => objects.read(key));
      if (value !== undefined) read.add(kept);
      return value;
    },
    list: (prefix) => slowly(() => objects.list(prefix)),
    publish: (key, body, contentType) => slowly(() => objects.publish(key, body, contentType)),
  };
}
