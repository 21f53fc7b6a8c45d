import type { Message } from '#shared/choreography/message.ts';

import { alarmKeyIn } from './on-alarm.ts';
import { runKeyOf } from './planner-aggregates.ts';

/** What the planner hears is about one run, or about one alarm of CloudWatch; a `Due` names its item itself. */
export function groupOfRun(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  if (message.kind === 'foreign') return alarmKeyIn(message) ?? message.kind;
  return message.kind === 'event' ? runKeyOf((message.detail.data as { runId: string }).runId) : message.kind;
}
