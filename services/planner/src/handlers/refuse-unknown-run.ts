import { fact, type EventBus } from '#shared/choreography/event-bus.ts';
import type { Message } from '#shared/choreography/message.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import type { DataOf } from '#shared/events/contract.ts';
import { runControlRefused } from '#shared/events/run-control-refused.ts';
import { runControlRequested } from '#shared/events/run-control-requested.ts';

import { runKeyOf } from './planner-aggregates.ts';

/**
 * A wish for a run that does not exist is refused without an item: there is nothing to keep. All else that names such a
 * run is a copy from a time long past, and there is nothing left that it could change.
 */
export async function refuseUnknownRun({ bus, clock }: { bus: EventBus; clock: Clock }, messages: readonly Message[]): Promise<void> {
  const refusals = messages.flatMap((message) =>
    message.kind === 'event' && message.detailType === runControlRequested.detailType
      ? refusalOf(message.detail.metadata.id, message.detail.data as DataOf<typeof runControlRequested>, clock.now())
      : [],
  );
  const confirmed = await bus.publish(refusals);
  if (confirmed.size < refusals.length) throw new Error('RunControlRefused: the bus did not take it; the request is handled again.');
}

function refusalOf(causeId: string, { runId, action, requestedBy }: DataOf<typeof runControlRequested>, occurredAt: number) {
  const reason = 'there is no such run, or it was not accepted yet';
  return {
    ...fact(runControlRefused, { runId, action, requestedBy, reason }),
    id: `${runKeyOf(runId)}#refused#${causeId}`.slice(0, 128),
    runId, occurredAt,
  };
}
