import type { PutEventsCommandInput, PutEventsCommandOutput, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { AwsError, type Caller } from '#local/wire/service.ts';
import { busAddress, busArn } from './bus-address.ts';
import { allowsSender } from './bus-policy.ts';
import type { BusStore } from './bus-store.ts';
import { envelope, type EventMaker } from './event-envelope.ts';
import { readEntry, validateEntries } from './put-events-entry.ts';
import type { Route } from './router.ts';

export interface PutEventsParts {
  buses: BusStore;
  route: Route;
  maker: EventMaker;
  organizationId: string;
}

type Answer = Omit<PutEventsCommandOutput, '$metadata'>;

export function createPutEvents(parts: PutEventsParts): (input: PutEventsCommandInput, caller: Caller) => Answer {
  function put(entry: PutEventsRequestEntry, caller: Caller): NonNullable<Answer['Entries']>[number] {
    const read = readEntry(entry);
    if ('ErrorCode' in read) return read;
    const event = envelope(read, caller, parts.maker);
    const bus = parts.buses.find(busAddress(entry.EventBusName, caller));
    // AWS answers with an id even when there is no such bus, and the event is gone; so callers must not rely on a refusal.
    if (bus) parts.route({ bus, event, forwarded: false });
    return { EventId: event.id };
  }

  /** A bus of another account that does not let the caller in refuses the whole call. */
  function authorize(entry: PutEventsRequestEntry, caller: Caller): void {
    const address = busAddress(entry.EventBusName, caller);
    const event = { source: entry.Source ?? '', detailType: entry.DetailType ?? '' };
    const sender = { accountId: caller.accountId, organizationId: parts.organizationId, event };
    if (allowsSender(parts.buses.find(address)?.statements ?? [], address, sender)) return;
    throw new AwsError(
      'AccessDeniedException',
      `User: ${caller.arn} is not authorized to perform: events:PutEvents on resource: ${busArn(address)} because no resource-based policy allows the events:PutEvents action`,
    );
  }

  return (input, caller) => {
    const entries = input.Entries ?? [];
    validateEntries(entries);
    for (const entry of entries) authorize(entry, caller);
    const results = entries.map((entry) => put(entry, caller));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  };
}
