import type { EventContract, EventDetail } from '../events/contract.ts';

/** A fact on its way out. The id derives from aggregate and transition: whoever repeats it repeats the id. */
export interface OutgoingEvent<Data = unknown> {
  id: string;
  runId: string;
  /** Epoch ms. */
  occurredAt: number;
  contract: EventContract<Data>;
  data: Data;
}

export interface EventBus {
  /** Publishes what it can and returns the ids that the bus confirmed; the others must be published again. */
  publish(events: readonly OutgoingEvent[]): Promise<ReadonlySet<string>>;
}

/** Ties a contract to data of its type; the id, run and time are added when the outbox is flushed. */
export function fact<Data>(contract: EventContract<Data>, data: Data): Fact {
  return { contract: contract, data };
}

export interface Fact {
  contract: EventContract<unknown>;
  data: unknown;
}

/** The event's `detail` as it stands on the bus. */
export function detailOf(event: OutgoingEvent): EventDetail {
  return {
    metadata: { id: event.id, runId: event.runId, occurredAt: new Date(event.occurredAt).toISOString() },
    data: event.data,
  };
}
