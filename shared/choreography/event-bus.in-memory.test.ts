import { InMemoryEventBus } from './event-bus.in-memory.ts';
import { eventBusSuite } from './event-bus.suite.ts';
import { detailOf, type OutgoingEvent } from './event-bus.ts';

/** The twin is the bus of a single producer, so the contract's only source is the event's. */
function asArrived(event: OutgoingEvent) {
  return { source: event.contract.sources[0] ?? '', detailType: event.contract.detailType, detail: detailOf(event) };
}

eventBusSuite('in memory', () => {
  const bus = new InMemoryEventBus();
  return Promise.resolve({
    bus,
    arrived: () => Promise.resolve(bus.published.map(asArrived)),
    refuseOnce: (id: string) => void bus.refuseOnce.add(id),
  });
});
