import { detailOf } from '#shared/choreography/event-bus.ts';
import type { EventContract } from '#shared/events/contract.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

/** A fact as it stands on the queue. `minute`: when it became true, counted from NIGHT. */
export function queueBody<Data extends { runId: string }>(contract: EventContract<Data>, data: Data, minute = 0): string {
  return JSON.stringify({
    source: contract.sources[0],
    'detail-type': contract.detailType,
    detail: detailOf({ id: `e${minute}`, runId: data.runId, occurredAt: NIGHT + minute * 60_000, contract: contract, data }),
  });
}
