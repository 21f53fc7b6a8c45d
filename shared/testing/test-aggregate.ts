import type { Clock } from '#shared/choreography/clock.ts';
import { InMemoryDueQueue } from '#shared/choreography/due-queue.in-memory.ts';
import { InMemoryEventBus } from '#shared/choreography/event-bus.in-memory.ts';
import { InMemoryTable } from '#shared/choreography/item-store.in-memory.ts';
import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';

/** A clock that a test sets. */
export class SetClock implements Clock {
  private epochMs: number;

  constructor(epochMs: number) {
    this.epochMs = epochMs;
  }

  now(): number {
    return this.epochMs;
  }

  advanceMinutes(minutes: number): void {
    this.advanceSeconds(minutes * 60);
  }

  advanceSeconds(seconds: number): void {
    this.epochMs += seconds * 1_000;
  }
}

/** 2026-03-10 02:00 UTC, a Tuesday. */
export const NIGHT = Date.UTC(2026, 2, 10, 2);

/** The hub-side effects of one service, all in memory. */
export function inMemoryKit(now = NIGHT) {
  const table = new InMemoryTable();
  const clock = new SetClock(now);
  return {
    clock,
    table,
    items: <State, Recipe>() => table.store<State, Recipe>(),
    dueIndex: table,
    dueQueue: new InMemoryDueQueue(clock),
    bus: new InMemoryEventBus(),
    objects: new InMemoryObjectStore(),
    backOff: () => Promise.resolve(),
  };
}
