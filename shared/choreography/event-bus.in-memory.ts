import { detailOf, type EventBus, type OutgoingEvent } from './event-bus.ts';

/** Keeps what was published, each event once validated against its contract as a consumer would. */
export class InMemoryEventBus implements EventBus {
  readonly published: OutgoingEvent[] = [];
  /** Ids to be refused once, as PutEvents does with single entries. */
  readonly refuseOnce = new Set<string>();

  publish(events: readonly OutgoingEvent[]): Promise<ReadonlySet<string>> {
    return Promise.resolve().then(() => this.take(events));
  }

  /** Name and data of all that was published, for whole-list assertions. */
  facts(): { name: string; data: unknown }[] {
    return this.published.map(({ contract, data }) => ({ name: contract.name, data }));
  }

  private take(events: readonly OutgoingEvent[]): ReadonlySet<string> {
    for (const event of events) event.contract.parse(detailOf(event));
    const taken = events.filter(({ id }) => !this.refuseOnce.delete(id));
    this.published.push(...taken.map((event) => ({ ...event, data: structuredClone(event.data) })));
    return new Set(taken.map(({ id }) => id));
  }
}
