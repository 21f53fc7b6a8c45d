import { openOrdinals, type WaitingCommand } from '../core/open-command.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import type { Patching } from './patching-effects.ts';
import type { Performed } from './performed.ts';
import { idsOf } from './planned-slices.ts';

/** Asks SSM which instances of a refused command it knows. Unanswered, the command is tried again at its own time. */
export async function knownInstances(
  effects: Patching,
  target: WorkingTarget,
  command: WaitingCommand,
): Promise<Performed> {
  const session = await effects.spokeCommands.connect(target.accountId, target.region);
  if (!session.ok) return {};
  const slice = await effects.slices.of(target);
  const answer = await session.value.known(idsOf(slice, openOrdinals(command)));
  if (!answer.ok) return {};
  const known = new Set(answer.value);
  return {
    input: {
      kind: 'known',
      command: command.command,
      known: slice.instances.flatMap(({ id }, ordinal) => (known.has(id) ? [ordinal] : [])),
    },
  };
}
