import { openOrdinals, type SentCommand } from '../core/open-command.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import type { Patching } from './patching-effects.ts';
import type { Performed } from './performed.ts';
import { idsOf } from './planned-slices.ts';

/** Best effort: what was cancelled and what was not is seen by the looks, so no answer is waited for or kept. */
export async function cancelCommand(
  effects: Patching,
  target: WorkingTarget,
  command: SentCommand,
): Promise<Performed> {
  const session = await effects.spokeCommands.connect(target.accountId, target.region);
  if (!session.ok) return {};
  const ids = idsOf(await effects.slices.of(target), openOrdinals(command));
  await session.value.cancel(command.commandId, ids);
  return {};
}
