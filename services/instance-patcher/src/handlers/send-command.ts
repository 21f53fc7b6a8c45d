import type { Slice } from '#shared/domain/plan.ts';

import type { TargetInput } from '../core/decide-target.ts';
import type { OwnClaim } from '../core/mark-call.ts';
import { openOrdinals, type ClaimedCommand } from '../core/open-command.ts';
import type { Withdrawn } from '../core/withdraw.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import { tokenOf } from '../core/target-identity.ts';
import type { SpokeSession } from '../effects/spoke-commands.ts';
import { passGate, type Passage } from './pass-gate.ts';
import type { Patching } from './patching-effects.ts';
import { idsOf } from './planned-slices.ts';
import { acceptedSend } from './accepted-send.ts';
import type { Performed } from './performed.ts';

/**
 * Sends a command that was claimed and saved just before. Whatever fails before the call, even its mark, leaves it
 * certainly unsent, so the claim is taken back at once; whatever fails after it is left to the claim's own alarm.
 */
export async function sendCommand(
  effects: Patching,
  target: WorkingTarget,
  command: ClaimedCommand,
): Promise<Performed> {
  let ready: Ready | Performed;
  try {
    ready = await makeReady(effects, target, command);
  } catch (error) {
    return { input: withdrawal(command, { tryAgain: 'NotReady' }), error };
  }
  if (!('session' in ready)) return ready;
  const { control, error } = ready.passage;
  return { input: await call(target, command, ready), control, error };
}

/** All that the call needs; it is made next, or never. */
interface Ready {
  session: SpokeSession;
  slice: Slice;
  passage: Passage;
}

async function makeReady(
  effects: Patching,
  target: WorkingTarget,
  command: ClaimedCommand,
): Promise<Ready | Performed> {
  // Before the gate: assuming a role can take seconds, and the gate's readings are good for two.
  const session = await effects.spokeCommands.connect(target.accountId, target.region);
  if (!session.ok) return { input: { kind: 'notReached', ...claimOf(command), failure: session.failure } };
  const slice = await effects.slices.of(target);
  const passage = await passGate(effects, target, command);
  const { refusal, control, error } = passage;
  if (refusal !== undefined) return { input: withdrawal(command, refusal), control, error };
  return { session: session.value, slice, passage };
}

async function call(target: WorkingTarget, command: ClaimedCommand, { session, slice }: Ready): Promise<TargetInput> {
  const sent = await session.send({
    token: tokenOf(target, command.command),
    instanceIds: idsOf(slice, openOrdinals(command)),
    runId: target.runId,
    options: target.options,
  });
  if (sent.ok) return acceptedSend({ target, command, slice }, sent.value);
  return { kind: 'sendFailed', ...claimOf(command), failure: sent.failure };
}

function withdrawal(command: ClaimedCommand, refusal: Withdrawn['refusal']): Withdrawn {
  return { kind: 'withdrawn', ...claimOf(command), refusal };
}

function claimOf({ command, claimedAt }: ClaimedCommand): OwnClaim {
  return { command, claimedAt };
}
