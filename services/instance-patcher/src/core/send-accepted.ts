import { countAttempt } from './attempts.ts';
import { nextLookAfter, withLookAlarm } from './look-schedule.ts';
import { openCommandOf, type SentCommand } from './open-command.ts';
import { faster } from './pace.ts';
import { sayResumed } from './say-held.ts';
import { stay, withCommand, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** SSM took the command: it answered so, or it was found there afterwards. */
export interface SendAccepted {
  kind: 'accepted';
  command: number;
  commandId: string;
  sentAt: number;
  expiresAt: number;
  expectedMinutes: number;
}

export function acceptSend(target: WorkingTarget, answer: SendAccepted, { now }: Context): Step {
  const open = openCommandOf(target.commands, answer.command);
  if (open === undefined || open.phase === 'Sent') return stay(target);
  const { commandId, sentAt, expiresAt, expectedMinutes } = answer;
  const { command, instances, seen, failures } = open;
  const sent: SentCommand = withLookAlarm({
    command, instances, seen, failures, commandId, sentAt, expiresAt, expectedMinutes,
    phase: 'Sent',
    looks: 0,
    answered: true,
    nextLookAt: nextLookAfter({ sentAt, expiresAt, expectedMinutes }, sentAt),
    endHinted: false,
    cancelled: false,
    dueAt: 0,
  });
  const { counters } = target;
  return sayResumed({
    ...countAttempt(withCommand(target, sent), sent),
    counters: { ...counters, accepted: counters.accepted + 1 },
    pace: faster(target, now),
  });
}
