import type { TargetOutcomes } from '#shared/domain/target-outcomes.ts';
import type { Restore } from '#shared/domain/restore.ts';

import { quietUntil } from './forgetful.ts';
import { goOn } from './go-on.ts';
import { pendingOrdinals } from './instances-in-work.ts';
import { sayHeld } from './say-held.ts';
import { settleCommand, settleInstances } from './settle-instances.ts';
import { stay, thenStep, type Context, type Step } from './step.ts';
import { takeOver, type SpokenCommand } from './take-over.ts';
import type { WorkingTarget } from './target-state.ts';

/** What was found of a target's own doings after a restore of the tables. */
export interface Recalled {
  kind: 'recalled';
  /** The restore it was looked for after: its `stoppedAt`. */
  restore: number;
  /** Undefined when the account and region could not be asked. */
  found: Found | undefined;
}

interface Found {
  /** Its commands as the region lists them, in any order. */
  commands: readonly SpokenCommand[];
  /** Until when commands of other targets, sent before the stop, may still run there, epoch ms. */
  othersUntil: number | undefined;
  /** Whether its wave was halted or its run aborted by then. */
  stop: WorkingTarget['recalledStop'];
  /** What it had said at its end, if it had come to it. */
  ending: Pick<TargetOutcomes, 'outcomes' | 'causes' | 'attempts'> | undefined;
}

type Forgetful = Context & { restore: Restore };

/** A region that cannot be asked is asked again. */
const ASK_AGAIN_MS = 5 * 60_000;

/** All that a target does from the restore until it knows again what it has sent: wait, look, take over. */
export function recall(target: WorkingTarget, heard: Recalled | undefined, context: Forgetful): Step {
  const { now, restore } = context;
  if (heard?.restore === restore.stoppedAt) return hear(target, heard, context);
  if (now < (target.recallAt ?? now)) return stay(target);
  const quiet = quietUntil(target, restore);
  if (now < quiet) return wait(target, quiet, now);
  return { target: { ...target, recallAt: now + ASK_AGAIN_MS }, events: [], effects: [{ effect: 'recall' }] };
}

function wait(target: WorkingTarget, until: number, now: number): Step {
  return sayHeld({ ...target, recallAt: until }, { reason: 'Restored', until }, now);
}

function hear(target: WorkingTarget, { found }: Recalled, context: Forgetful): Step {
  const { now, restore } = context;
  if (found === undefined) return now > target.notAfter ? stay(giveUp(awake(target, restore))) : stay(target);
  const { othersUntil, ending, stop } = found;
  if (othersUntil !== undefined && now < othersUntil) return wait(target, othersUntil, now);
  const known = takeOver(awake(target, restore), found.commands, now);
  // Its last word is out: other services have counted by it.
  if (ending !== undefined) return stay({ ...known, ...ending, commands: [] });
  return thenStep(stay({ ...known, recalledStop: stop }), (next) => goOn(next, context));
}

function awake(target: WorkingTarget, { stoppedAt }: Restore): WorkingTarget {
  return { ...target, recalledFor: stoppedAt, recallAt: undefined, heldUntil: undefined, refilling: false };
}

/** Whatever has no outcome may have been sent, and nobody will ever tell. */
function giveUp(target: WorkingTarget): WorkingTarget {
  const unknown = { outcome: 'Unreachable', cause: 'SendUnknown' } as const;
  const rest = settleInstances(target, pendingOrdinals(target), unknown);
  return target.commands.reduce((next, command) => settleCommand(next, command, unknown), rest);
}
