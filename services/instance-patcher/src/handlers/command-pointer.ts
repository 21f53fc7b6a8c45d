import { commandKeyOf } from '../core/target-identity.ts';
import type { PatchingEffects } from './patching-effects.ts';

/** From SSM's command id, all that a hint names, to the target it belongs to. */
interface CommandPointer {
  targetKey: string;
}

/** Written after the send was recorded: losing it costs hints, and the look comes a little later. */
export async function rememberCommand(effects: PatchingEffects, commandId: string, targetKey: string): Promise<void> {
  const state: CommandPointer = { targetKey };
  const key = commandKeyOf(commandId);
  // `lost` means that it was there: a command belongs to one target for ever.
  await effects.items<CommandPointer, never>().save({ key, version: 1, state, outbox: [], outboxSeq: 0 });
}

/** Undefined for a command that is none of ours: somebody else patches in that account, too. */
export async function targetOfCommand(effects: PatchingEffects, key: string): Promise<string | undefined> {
  const item = await effects.items<CommandPointer, never>().load(key);
  return item?.state.targetKey;
}
