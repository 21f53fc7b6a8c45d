import type { Refusal } from './gate.ts';
import { HOLD_MS } from './hold.ts';
import { openCommandOf } from './open-command.ts';
import { sayHeld } from './say-held.ts';
import { stay, type Context, type Step } from './step.ts';
import { takeBack } from './take-back.ts';
import type { WorkingTarget } from './target-state.ts';

/** The sender's word that it did not send: the only one who can know. */
export interface Withdrawn {
  kind: 'withdrawn';
  command: number;
  claimedAt: number;
  refusal: Refusal;
}

/** The claim is taken back as if it had never been made; its instances are pending again. */
export function withdraw(target: WorkingTarget, { refusal, ...own }: Withdrawn, { now }: Context): Step {
  const command = openCommandOf(target.commands, own.command);
  if (command?.phase !== 'Claimed' || command.claimedAt !== own.claimedAt) return stay(target);
  const free = { ...takeBack(target, command), refilling: false };
  // What stops it for good is settled by what follows every decision (go-on.ts).
  if ('stop' in refusal) return stay(free);
  if ('tryAgain' in refusal) return stay({ ...free, heldUntil: now + HOLD_MS });
  return sayHeld({ ...free, heldUntil: refusal.hold.until }, refusal.hold, now);
}
