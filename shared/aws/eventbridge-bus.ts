import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';

import { detailOf, type EventBus, type OutgoingEvent } from '../choreography/event-bus.ts';

/** Entries per PutEvents (botocore). */
const ENTRIES_MAX = 10;

/** `source` is this service's own: `patchwave.planner`. A service never speaks for another. */
export function createEventBridgeBus(client: EventBridgeClient, busName: string, source: string): EventBus {
  return {
    async publish(events) {
      const confirmed = new Set<string>();
      // All are checked before the first is sent: a bug in one must not let the others out again at every retry.
      const entries = events.map((event) => entry(event));
      for (let start = 0; start < events.length; start += ENTRIES_MAX) {
        const batch = events.slice(start, start + ENTRIES_MAX);
        const answer = await client.send(new PutEventsCommand({ Entries: entries.slice(start, start + ENTRIES_MAX) }));
        answer.Entries?.forEach((result, index) => {
          const event = batch[index];
          if (event !== undefined && result.EventId !== undefined) confirmed.add(event.id);
        });
      }
      return confirmed;
    },
  };

  function entry(event: OutgoingEvent) {
    const detail = detailOf(event);
    event.contract.parse(detail);
    return {
      EventBusName: busName,
      Source: source,
      DetailType: event.contract.detailType,
      Detail: JSON.stringify(detail),
    };
  }
}
