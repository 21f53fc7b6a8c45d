import { COMMAND_INSTANCES_MAX } from '#shared/events/command-identity.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { choosePack, fullGroup } from './choose-pack.ts';
import { HOLD_MS, holdNow } from './hold.ts';
import { inWork, pendingOrdinals } from './instances-in-work.ts';
import { noFailures, type ClaimedCommand } from './open-command.ts';
import { rangesOf } from './ordinal-ranges.ts';
import { sayHeld } from './say-held.ts';
import { stay, type Context, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** A claim belongs to its sender this many function timeouts; only then may it be recovered. */
const CLAIM_TIMEOUTS = 2;

export function claimDueAt({ now, functionTimeoutMs }: Context): number {
  return now + CLAIM_TIMEOUTS * functionTimeoutMs;
}

/**
 * Takes the next pack of pending instances. One pack a decision, and none while another is unsent or in doubt: a crash
 * or a dead region then leaves at most 50 instances in doubt, and a throttled one is not knocked at from all sides.
 */
export function claim(target: WorkingTarget, context: Context): Step {
  if (context.now < (target.heldUntil ?? 0)) return stay(target);
  const pending = pendingOrdinals(target);
  const busy = inWork(target);
  const slots = { pending: pending.length, busy, free: target.limit - busy };
  if (!mayOpen(target, slots)) return stay(atRest(target, slots, context));
  const most = Math.min(COMMAND_INSTANCES_MAX, slots.free);
  const pack = choosePack(target, { pending, most }, context.slice);
  if (pack.length === 0) return budgetFull(atRest(target, slots, context), pending, context);
  const hold = holdNow(target, context);
  if (hold !== undefined) return sayHeld(held(target, hold.until), hold, context.now);
  // Due at once: the next invocation goes on where this one has sent enough.
  if (!context.maySend) return stay(held({ ...target, refilling: true }, context.now));
  return open(target, pack, context);
}

interface Slots {
  pending: number;
  busy: number;
  free: number;
}

/** Freed slots are refilled in packs, not one by one: each command costs a send, a look and two events. */
function mayOpen(target: WorkingTarget, { pending, busy, free }: Slots): boolean {
  if (pending === 0 || free <= 0) return false;
  return target.refilling || busy === 0 || pending <= free || free >= Math.min(COMMAND_INSTANCES_MAX, Math.ceil(target.limit / 4));
}

/**
 * Waits for instances to end: the alarm of an earlier hold must not ring for ever. With none in work only time can
 * change anything, so it is looked at again: a target that works always has an alarm.
 */
function atRest(target: WorkingTarget, { pending, busy }: Slots, { now }: Context): WorkingTarget {
  const heldUntil = pending > 0 && busy === 0 ? now + HOLD_MS : undefined;
  if (target.heldUntil === heldUntil && !target.refilling) return target;
  return { ...target, refilling: false, heldUntil };
}

function budgetFull(target: WorkingTarget, pending: readonly number[], { slice, now }: Context): Step {
  return sayHeld(target, { reason: 'BudgetFull', which: fullGroup(target, pending, slice) }, now);
}

function held(target: WorkingTarget, until: number | undefined): WorkingTarget {
  return { ...target, heldUntil: until };
}

function open(target: WorkingTarget, ordinals: readonly number[], context: Context): Step {
  const command: ClaimedCommand = {
    command: target.nextCommand,
    instances: rangesOf(ordinals),
    seen: UNDECIDED.repeat(ordinals.length),
    failures: noFailures,
    phase: 'Claimed',
    claimedAt: context.now,
    emptyLooks: 0,
    dueAt: claimDueAt(context),
  };
  return {
    target: {
      ...target,
      commands: [...target.commands, command],
      nextCommand: target.nextCommand + 1,
      counters: { ...target.counters, planned: target.counters.planned + 1 },
      refilling: true,
      heldUntil: undefined,
    },
    events: [],
    effects: [{ effect: 'send', command: command.command }],
  };
}
