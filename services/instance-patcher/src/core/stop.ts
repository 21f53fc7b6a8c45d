import type { RunControl } from '#shared/events/scalars.ts';

import { cancelSent } from './cancel.ts';
import { errorsOf } from './errors-of-target.ts';
import { giveUp } from './give-up.ts';
import { pendingOrdinals } from './instances-in-work.ts';
import { fitsWindow } from './send-window.ts';
import { stay, type Context, type Step } from './step.ts';
import type { TargetFacts, WorkingTarget } from './target-state.ts';
import { takeBack } from './take-back.ts';

/** Why nothing further will ever be sent to this target in this run. Also the cause that the rest of it gets. */
export type Stop = 'RunAborted' | 'WaveHalted' | 'ThresholdExceeded' | 'TimeUp';

export function controlStop(target: TargetFacts, control: RunControl | undefined): Stop | undefined {
  if (control?.state === 'Aborted') return 'RunAborted';
  return control?.haltedWaves.includes(target.wave) === true ? 'WaveHalted' : target.recalledStop;
}

export function stopReason(target: TargetFacts, { control, now }: Pick<Context, 'control' | 'now'>): Stop | undefined {
  const spoken = controlStop(target, control);
  if (spoken !== undefined) return spoken;
  if (errorsOf(target) > target.errorsAllowed) return 'ThresholdExceeded';
  return fitsWindow(target, now) ? undefined : 'TimeUp';
}

/** What is certainly not sent is given up; what is in flight, or may be, is followed to its end. */
export function stopTarget(target: WorkingTarget, stop: Stop): Step {
  const waiting = target.commands.filter(({ phase }) => phase === 'Waiting');
  const settled = settlePending(waiting.reduce(takeBack, target), stop);
  return stop === 'RunAborted' ? cancelSent(settled) : stay(settled);
}

function settlePending(target: WorkingTarget, stop: Stop): WorkingTarget {
  const pending = pendingOrdinals(target);
  if (pending.length === 0) return target.heldUntil === undefined ? target : { ...target, heldUntil: undefined };
  const outcome = stop === 'TimeUp' ? 'Deferred' : 'Skipped';
  return { ...giveUp(target, pending, { outcome, cause: stop }), heldUntil: undefined };
}
