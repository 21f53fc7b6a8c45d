import type { Aggregate } from './advance.ts';
import type { Clock } from './clock.ts';
import type { EventBus } from './event-bus.ts';
import type { DueIndex, DueQueue, ItemStore } from './item.ts';

/** The hub-side effects that any service works with; `queueKit` and `inMemoryKit` both are one. */
export interface HubKit {
  clock: Clock;
  items<State, Recipe>(): ItemStore<State, Recipe>;
  dueIndex: DueIndex;
  dueQueue: DueQueue;
  bus: EventBus;
  /** Waits a little before a lost write is tried again. */
  backOff(attempt: number): Promise<void>;
}

type OwnPart<State, Recipe> = Pick<Aggregate<State, Recipe>, 'runIdOf' | 'dueAt' | 'render'>;

/** One kind of aggregate over the hub. */
export function aggregateOf<State, Recipe>(kit: Omit<HubKit, 'dueIndex'>, own: OwnPart<State, Recipe>): Aggregate<State, Recipe> {
  const { bus, dueQueue, clock } = kit;
  return { items: kit.items<State, Recipe>(), bus, dueQueue, clock, backOff: (attempt) => kit.backOff(attempt), ...own };
}

/** An item that is only kept: it says nothing and wants nothing by itself. */
export function silentAggregateOf<State>(kit: Omit<HubKit, 'dueIndex'>): Aggregate<State, never> {
  return aggregateOf<State, never>(kit, { runIdOf: () => '', dueAt: () => undefined, render: () => Promise.resolve([]) });
}
