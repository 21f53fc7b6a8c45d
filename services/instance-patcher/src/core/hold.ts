import type { RunControl } from '#shared/events/scalars.ts';

import type { TargetFacts } from './target-state.ts';

/** Why nothing may be sent now although it may be later, or a person must mend something first. */
export type Hold = 'ControlUnknown' | 'Paused' | 'OtherHashApproved' | 'ApprovalOutdated';

/** How long a held target waits before it looks again. */
export const HOLD_MS = 5 * 60_000;

export function controlHold(control: RunControl | undefined): Hold | undefined {
  if (control === undefined) return 'ControlUnknown';
  return control.state === 'Paused' ? 'Paused' : undefined;
}

/** An approval is worth what was shown to the approver, and only for a time. */
export function approvalHold(target: TargetFacts, now: number): Hold | undefined {
  if (target.approvedHash !== target.waveHash) return 'OtherHashApproved';
  return now > target.validUntil ? 'ApprovalOutdated' : undefined;
}

export function holdReason(target: TargetFacts, control: RunControl | undefined, now: number): Hold | undefined {
  return controlHold(control) ?? approvalHold(target, now);
}
