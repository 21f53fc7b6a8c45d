import type { ClaimedCommand } from '../core/open-command.ts';
import type { SearchEnded } from '../core/recover.ts';
import { tokenOf } from '../core/target-identity.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import { acceptedSend } from './accepted-send.ts';
import type { Patching } from './patching-effects.ts';
import type { Performed } from './performed.ts';

/** Looks for a command of which nobody knows whether it was sent. Reads only: it can be tried as often as wanted. */
export async function findCommand(
  effects: Patching,
  target: WorkingTarget,
  command: ClaimedCommand,
): Promise<Performed> {
  const session = await effects.spokeCommands.connect(target.accountId, target.region);
  if (!session.ok) return { input: searchEnded(command, false) };
  const found = await session.value.find(tokenOf(target, command.command), command.claimedAt);
  if (!found.ok) return { input: searchEnded(command, false) };
  if (found.value === undefined) return { input: searchEnded(command, true) };
  const slice = await effects.slices.of(target);
  return { input: acceptedSend({ target, command, slice }, found.value) };
}

function searchEnded({ command, claimedAt, emptyLooks }: ClaimedCommand, answered: boolean): SearchEnded {
  return { kind: 'searchEnded', command, claimedAt, emptyLooks, answered };
}
