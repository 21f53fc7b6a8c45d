import type { TargetInput } from '../core/decide-target.ts';
import { refusalToSend } from '../core/gate.ts';
import { openOrdinals, type ClaimedCommand } from '../core/open-command.ts';
import type { Withdrawn } from '../core/withdraw.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import { tokenOf } from '../core/target-identity.ts';
import type { SpokeSession } from '../effects/spoke-commands.ts';
import { readGate } from './gate-readings.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { idsOf, plannedSlice } from './planned-slice.ts';
import { acceptedSend } from './accepted-send.ts';
import type { Performed } from './performed.ts';

/**
 * Sends a command that was claimed and saved just before. Whatever fails before the call leaves it certainly unsent,
 * so the claim is taken back at once; whatever fails after it is left to the claim's own alarm.
 */
export async function sendCommand(
  effects: PatchingEffects,
  target: WorkingTarget,
  command: ClaimedCommand,
): Promise<Performed> {
  try {
    // Before the gate: assuming a role can take seconds, and the gate's readings are good for two.
    const session = await effects.spokeCommands.connect(target.accountId, target.region);
    if (!session.ok) return { input: { kind: 'notReached', ...claimOf(command), failure: session.failure } };
    return await sendThroughGate(effects, { target, command, session: session.value });
  } catch (error) {
    return { input: withdrawal(command, 'NotReady'), error };
  }
}

interface Sending {
  target: WorkingTarget;
  command: ClaimedCommand;
  session: SpokeSession;
}

async function sendThroughGate(effects: PatchingEffects, { target, command, session }: Sending): Promise<Performed> {
  const slice = await plannedSlice(effects, target);
  const ordinals = openOrdinals(command);
  const readings = await readGate(effects, target.runId);
  const { control } = readings;
  const reason = refusalToSend(target, {
    readings,
    claimedAt: command.claimedAt,
    functionTimeoutMs: effects.functionTimeoutMs,
    now: effects.clock.now(),
  });
  if (reason !== undefined) return { input: withdrawal(command, reason), control };
  const sent = await session.send({
    token: tokenOf(target, command.command),
    instanceIds: idsOf(slice, ordinals),
    runId: target.runId,
    options: target.options,
  });
  const input: TargetInput = sent.ok
    ? acceptedSend({ target, command, slice }, sent.value)
    : { kind: 'sendFailed', ...claimOf(command), failure: sent.failure };
  return { input, control };
}

function withdrawal(command: ClaimedCommand, reason: Withdrawn['reason']): Withdrawn {
  return { kind: 'withdrawn', ...claimOf(command), reason };
}

function claimOf({ command, claimedAt }: ClaimedCommand) {
  return { command, claimedAt };
}
