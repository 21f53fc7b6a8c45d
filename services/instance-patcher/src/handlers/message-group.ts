import type { Message } from '#shared/choreography/message.ts';
import { instancesVerified } from '#shared/events/instances-verified.ts';
import { targetsAdmitted } from '#shared/events/targets-admitted.ts';

import { commandKeyOf, controlKeyOf, targetKeyOf, type TargetIdentity } from '../core/target-identity.ts';
import { hintedCommandId } from './on-hints.ts';

/** Messages about one item stand in one group: the item's key, or the admission's wave. */
export function groupOf(message: Message): string {
  switch (message.kind) {
    case 'due':
      return message.due.key;
    case 'foreign':
      return commandKeyOf(hintedCommandId(message) ?? 'none');
    case 'tick':
      return 'tick';
    case 'event':
      return groupOfEvent(message);
  }
}

function groupOfEvent({ detailType, detail }: Extract<Message, { kind: 'event' }>): string {
  const data = detail.data as TargetIdentity;
  if (detailType === targetsAdmitted.detailType) return `ADMIT#${data.runId}#${data.wave}`;
  return detailType === instancesVerified.detailType ? targetKeyOf(data) : controlKeyOf(data.runId);
}
