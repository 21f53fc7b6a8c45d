import type { Owner } from './bus-address.ts';
import type { BusEvent } from './bus-event.ts';
import type { EventPattern } from './pattern/compile-pattern.ts';
import { flattenEvent } from './pattern/event-fields.ts';
import type { Arrival } from './router.ts';

interface ArchivedEvent {
  event: BusEvent;
  forwarded: boolean;
}

export interface Archive {
  name: string;
  arn: string;
  owner: Owner;
  busArn: string;
  description?: string | undefined;
  patternJson?: string | undefined;
  matches: EventPattern;
  retentionDays: number;
  createdAt: Date;
  events: ArchivedEvent[];
}

/** Keeps what its pattern asks for, in memory; what a replay sends is never archived again. */
export function archiveArrival(archives: Iterable<Archive>, { bus, event, forwarded }: Arrival): void {
  if (event['replay-name'] !== undefined) return;
  for (const archive of archives) {
    if (archive.busArn === bus.arn && archive.matches(flattenEvent(event))) archive.events.push({ event, forwarded });
  }
}
