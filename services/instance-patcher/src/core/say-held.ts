import type { Held } from './hold.ts';
import { stay, type Step } from './step.ts';
import type { WorkingTarget } from './target-state.ts';

/** A pause between two sends that is over before anybody could read of it is not worth saying. */
const UNSAID_MS = 60_000;

/** Says why nothing is sent, once per reason until something is sent again. */
export function sayHeld(target: WorkingTarget, held: Held, now: number): Step {
  if (target.said === held.reason || isShort(held, now)) return stay(target);
  return { target: { ...target, said: held.reason }, events: [{ event: 'SendingHeld', ...held }], effects: [] };
}

function isShort({ reason, until = Infinity }: Held, now: number): boolean {
  return reason === 'Throttled' && until - now <= UNSAID_MS;
}

/** A send was taken, so whatever held is over. */
export function sayResumed(target: WorkingTarget): Step {
  if (target.said === undefined) return stay(target);
  return { target: { ...target, said: undefined }, events: [{ event: 'SendingResumed' }], effects: [] };
}
