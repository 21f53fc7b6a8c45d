import type { Owner } from './bus-address.ts';
import { eventTime, type BusEvent, type NewEvent } from './bus-event.ts';

export interface EventMaker {
  now: () => number;
  newId: () => string;
}

/** Puts the envelope around an event: a fresh id, and the account and region of whoever sends it. */
export function envelope(event: NewEvent, origin: Owner, { now, newId }: EventMaker): BusEvent {
  return {
    version: '0',
    id: newId(),
    'detail-type': event.detailType,
    source: event.source,
    account: origin.accountId,
    time: eventTime(event.timeMs ?? now()),
    region: origin.region,
    resources: event.resources ?? [],
    detail: event.detail,
  };
}
