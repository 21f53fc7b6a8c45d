import type { Refusal } from './gate.ts';
import { HOLD_MS } from './hold.ts';
import { openCommandOf } from './open-command.ts';
import { stay, type Context, type Step } from './step.ts';
import { takeBack } from './take-back.ts';
import type { WorkingTarget } from './target-state.ts';

/** The sender's word that it did not send: the only one who can know. */
export interface Withdrawn {
  kind: 'withdrawn';
  command: number;
  claimedAt: number;
  reason: Refusal;
}

/** The claim is taken back as if it had never been made; its instances are pending again. */
export function withdraw(target: WorkingTarget, input: Withdrawn, { now }: Context): Step {
  const command = openCommandOf(target.commands, input.command);
  if (command?.phase !== 'Claimed' || command.claimedAt !== input.claimedAt) return stay(target);
  return stay({ ...takeBack(target, command), refilling: false, heldUntil: now + HOLD_MS });
}
