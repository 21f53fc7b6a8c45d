import type { Freeze } from '#shared/domain/run-definition.ts';
import type { RunControl } from '#shared/events/scalars.ts';
import type { sendingHeldReasons } from '#shared/events/sending-held.ts';

import type { Context } from './step.ts';
import type { TargetFacts } from './target-state.ts';

/** Why nothing may be sent now although it may be later, or a person must mend something first. */
export type Hold = (typeof sendingHeldReasons)[number];

/** A hold and what is known of it. */
export interface Held {
  reason: Hold;
  /** When the target looks again by itself, epoch ms; absent: when something else ends. */
  until?: number;
  /** Which freeze, alarm or budget group of its slice, as its place in that list. */
  which?: number;
}

/** One that ends by itself, or is looked at again then. */
export interface TimedHold extends Held {
  until: number;
}

/** How long a held target waits before it looks again. */
export const HOLD_MS = 5 * 60_000;

/** The end of a hold may be known, yet a calendar can be edited and an alarm can clear sooner; a store needs its rest. */
const HOLD_MIN_MS = 60_000;

export function holdUntil(now: number, endsAt = Infinity): number {
  return now + Math.min(HOLD_MS, Math.max(HOLD_MIN_MS, endsAt - now));
}

export function controlHold(control: RunControl | undefined): Hold | undefined {
  if (control === undefined) return 'ControlUnknown';
  return control.state === 'Paused' ? 'Paused' : undefined;
}

export function freezeHold(freezes: readonly Freeze[], now: number): TimedHold | undefined {
  const which = freezes.findIndex(({ from, until }) => from <= now && now < until);
  const freeze = freezes[which];
  return freeze === undefined ? undefined : { reason: 'Frozen', until: holdUntil(now, freeze.until), which };
}

/** An approval is worth what was shown to the approver, and only for a time. */
export function approvalHold(target: TargetFacts, now: number): Hold | undefined {
  if (target.approvedHash !== target.waveHash) return 'OtherHashApproved';
  return now > target.validUntil ? 'ApprovalOutdated' : undefined;
}

/** What is known without asking anybody; calendars and alarms are asked right before the send. */
export function holdNow(target: TargetFacts, { control, slice, now }: Context): TimedHold | undefined {
  const spoken = controlHold(control);
  if (spoken !== undefined) return { reason: spoken, until: holdUntil(now) };
  const frozen = freezeHold(slice.guards.freezes, now);
  if (frozen !== undefined) return frozen;
  const approval = approvalHold(target, now);
  return approval === undefined ? paceHold(target, now) : { reason: approval, until: holdUntil(now) };
}

function paceHold({ pace }: TargetFacts, now: number): TimedHold | undefined {
  return pace !== undefined && now < pace.nextSendAt ? { reason: 'Throttled', until: pace.nextSendAt } : undefined;
}
