import type { Decision } from '#shared/choreography/decision.ts';

import { openCommandOf, type ClaimedCommand } from './open-command.ts';
import { withCommand, type Context } from './step.ts';
import type { TargetRecipe, TargetState } from './target-state.ts';

/** A claim as its sender knows it. A claim has one sender: the invocation that saved it. */
export type OwnClaim = Pick<ClaimedCommand, 'command' | 'claimedAt'>;

/**
 * The sender's last word before SendCommand. Without this mark the call was certainly not made; with it nobody can rule
 * it out. Undefined when the sender must not call: its claim is gone, or it is too late for it, or it is marked, which
 * says that an earlier try of the same write was carried out although its answer was lost. Nothing else is decided
 * here, so that the sender has nothing else to do before it calls.
 */
export function markCall(
  state: TargetState | undefined,
  own: OwnClaim,
  { now, functionTimeoutMs }: Pick<Context, 'now' | 'functionTimeoutMs'>,
): Decision<TargetState, TargetRecipe, 'call'> | undefined {
  if (state?.status !== 'Working') return undefined;
  const command = openCommandOf(state.commands, own.command);
  if (command?.phase !== 'Claimed' || command.claimedAt !== own.claimedAt) return undefined;
  if (command.callAt !== undefined || now >= own.claimedAt + functionTimeoutMs) return undefined;
  return { state: withCommand(state, { ...command, callAt: now }), events: [], effects: ['call'] };
}
