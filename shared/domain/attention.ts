import type { AttentionKind } from '../events/attention-needed.ts';
import { causes } from './causes.ts';

/** Something that a person should look at: the system has done what it may do by itself. */
export interface Attention {
  kind: AttentionKind;
  /** What it is about: a wave, an account and region, the run. */
  subject: string;
  /** Of a hold: its reason. */
  reason?: string;
  detail: string;
  /** Since when, epoch ms. */
  at: number;
}

interface Words {
  title: string;
  next: string;
}

const words: Record<AttentionKind, Words> = {
  WaveHalted: { title: 'Halted by its errors', next: 'Look at the failed instances, mend what they have in common, then start a run for the rest.' },
  RunHalted: { title: 'Halted as a whole', next: 'Find out why (the reason names the alarm or the errors), mend it, then start a run for the rest.' },
  TargetHeldLong: { title: 'May not start for more than an hour', next: '"patchwave run status" names the targets and what they wait for.' },
  SendingHeldLong: { title: 'Nothing is sent', next: '"patchwave run status" names the targets and what they wait for.' },
  BreakerOpen: { title: 'Account and region closed for now', next: 'Check the spoke role, the agents and the API limits there; it is tried again by itself.' },
  LostAfterReboot: { title: 'Did not come back after the reboot', next: causes.SilentAfterReboot.next },
  SendUnknown: { title: 'Nobody knows whether it was sent', next: causes.SendUnknown.next },
  ApprovalUnanswered: { title: 'Nobody has answered', next: 'Ask an approver; "patchwave approval list" shows what waits.' },
  RunEndedBadly: { title: 'Did not complete', next: 'Read the report; what was not patched needs another run.' },
};

/** A hold is mended where its reason lies. */
const nextByReason: Readonly<Record<string, string>> = {
  LockedByAnotherRun: 'Wait for the other run, or abort it; "patchwave run list" shows which goes on.',
  BudgetFull: 'Bring the failed instances of the group back, or allow more of it in the policy of the next run.',
  Paused: 'Resume the run when the reason for the pause is gone, or abort it.',
  ControlUnknown: 'Nobody can tell whether the run is paused: look at the tables and the log of instance-patcher.',
  OtherHashApproved: 'What was approved is not this plan: abort the run and start it anew.',
  ApprovalOutdated: 'The approval has run out while the wave was at work: abort the run and start it anew, to have the rest approved.',
  Frozen: 'Wait for the end of the freeze, or abort the run.',
  CalendarClosed: 'Open the change calendar if this run may go on, or abort the run.',
  CalendarUnknown: 'The change calendar cannot be read: check that the document exists and that the hub may call ssm:GetCalendarState.',
  AlarmRaised: 'Look at the alarm. Nothing is sent before it is quiet again.',
  AlarmUnknown: 'The alarm cannot be read: check that it exists and that cloudwatch:DescribeAlarms is allowed there.',
  Restored: 'Use the time: say again what people said since that moment (docs/disaster-recovery.md), then wait, or abort the run.',
  Throttled: 'AWS refuses the pace of calls in this account and region: see who else calls SSM there, or patch fewer targets at once.',
};

/** In a few words what has happened. */
export function attentionTitle({ kind }: Pick<Attention, 'kind'>): string {
  return words[kind].title;
}

/** What a person should do next. */
export function attentionNext({ kind, reason }: Pick<Attention, 'kind' | 'reason'>): string {
  return (reason === undefined ? undefined : nextByReason[reason]) ?? words[kind].next;
}
