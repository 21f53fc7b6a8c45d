import type { Outcome } from '#shared/domain/outcomes.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';

/** What an outcome asks of the reader: nothing, a reboot, a person who looks into it, or another run. */
export type Attention = 'done' | 'reboot' | 'person' | 'another run';

const attentions: Record<Outcome, Attention> = {
  Compliant: 'done',
  PendingReboot: 'reboot',
  NonCompliant: 'person',
  Failed: 'person',
  TimedOut: 'person',
  Unreachable: 'person',
  LostAfterReboot: 'person',
  Deferred: 'another run',
  Skipped: 'another run',
};

export function attentionOf(outcome: Outcome): Attention {
  return attentions[outcome];
}

export function countByAttention(counts: OutcomeCounts): Record<Attention, number> {
  const sums: Record<Attention, number> = { done: 0, reboot: 0, person: 0, 'another run': 0 };
  for (const [outcome, count] of Object.entries(counts) as [Outcome, number][]) sums[attentions[outcome]] += count;
  return sums;
}
