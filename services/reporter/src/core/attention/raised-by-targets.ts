import type { Attention } from '#shared/domain/attention.ts';
import { sendingHeld } from '#shared/events/sending-held.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetHeld } from '#shared/events/target-held.ts';
import type { Heard } from '../reading/fold.ts';
import { isMendedByPeople, subjectOfHold } from './long-holds.ts';
import { raisedIn, raiserOf, type Raiser } from './raiser.ts';

/** What facts about the targets of a wave call for a person at once. */
export function raisedByTargets(facts: readonly Heard[]): Attention[] {
  return raisedIn(raisers, facts);
}

const raisers: readonly Raiser[] = [
  raiserOf(targetHeld, ({ accountId, region, reason, detail }, at) =>
    reason === 'BreakerOpen' ? { kind: 'BreakerOpen', subject: `${accountId} ${region}`, detail, at } : undefined,
  ),

  raiserOf(sendingHeld, ({ wave, accountId, region, reason, detail }, at) =>
    isMendedByPeople(reason)
      ? { kind: 'SendingHeldLong', subject: subjectOfHold(wave, { accountId, region, reason }), reason, detail, at }
      : undefined,
  ),

  raiserOf(targetCompleted, ({ wave, accountId, region, outcomes, endedAt }) => {
    const { LostAfterReboot: lost = 0 } = outcomes;
    if (lost === 0) return undefined;
    const detail = `${lost} ${lost === 1 ? 'instance' : 'instances'} did not come back, after every try that is safe.`;
    return { kind: 'LostAfterReboot', subject: `wave ${wave}, ${accountId} ${region}`, detail, at: endedAt };
  }),
];
