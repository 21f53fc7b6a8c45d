import type { Message } from '#shared/choreography/message.ts';

import { runKeyOf } from './planner-aggregates.ts';

/** Everything the planner hears is about one run; an alarm names its item itself. */
export function groupOfRun(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  return message.kind === 'event' ? runKeyOf((message.detail.data as { runId: string }).runId) : message.kind;
}
