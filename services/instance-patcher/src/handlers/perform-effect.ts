import type { Restore } from '#shared/domain/restore.ts';

import { openCommandOf, type OpenCommand } from '../core/open-command.ts';
import type { SpokeEffect, TargetEffect, TargetState, WorkingTarget } from '../core/target-state.ts';
import { cancelCommand } from './cancel-command.ts';
import { findCommand } from './find-command.ts';
import { knownInstances } from './known-instances.ts';
import type { Patching } from './patching-effects.ts';
import type { Performed } from './performed.ts';
import { recallCommands } from './recall-commands.ts';
import { rememberTarget } from './seen-item.ts';
import { sendCommand } from './send-command.ts';

/** Does what the saved state allows; nothing where the state has moved on since. */
export async function performEffect(
  effects: Patching,
  state: TargetState | undefined,
  { restore, ...wanted }: TargetEffect & { restore?: Restore | undefined },
): Promise<Performed> {
  if (state === undefined) return {};
  if (wanted.effect === 'remember') {
    await rememberTarget(effects, state);
    return {};
  }
  if (state.status !== 'Working') return {};
  if (wanted.effect === 'recall') return restore === undefined ? {} : recallCommands(effects, state, restore);
  const command = openCommandOf(state.commands, wanted.command);
  return command === undefined ? {} : performOn(effects, state, { command, effect: wanted.effect });
}

interface Wanted {
  command: OpenCommand;
  effect: SpokeEffect['effect'];
}

async function performOn(
  effects: Patching,
  target: WorkingTarget,
  { command, effect }: Wanted,
): Promise<Performed> {
  switch (command.phase) {
    case 'Claimed':
      if (effect === 'send') return sendCommand(effects, target, command);
      return effect === 'find' ? findCommand(effects, target, command) : {};
    case 'Waiting':
      return effect === 'known' ? knownInstances(effects, target, command) : {};
    case 'Sent':
      return effect === 'cancel' ? cancelCommand(effects, target, command) : {};
  }
}
