import type { Message } from '#shared/choreography/message.ts';

import type { Hinted } from '../core/hint.ts';
import { commandKeyOf } from '../core/target-identity.ts';
import { advanceTarget } from './advance-target.ts';
import { targetOfCommand } from './command-pointer.ts';
import type { Patching } from './patching-effects.ts';

type Foreign = Extract<Message, { kind: 'foreign' }>;

const COMMAND_ENDED = 'EC2 Command Status-change Notification';
const INVOCATION_CHANGED = 'EC2 Command Invocation Status-change Notification';

/** What is not an end says nothing; the rule keeps these out, a rule in the console may not. */
const unfinished: ReadonlySet<unknown> = new Set(['Pending', 'InProgress', 'Delayed', 'Cancelling']);

/** Which command a message of SSM is about; undefined when it is not about one. */
export function hintedCommandId({ detail }: Foreign): string | undefined {
  const commandId = partOf(detail, 'command-id');
  return typeof commandId === 'string' && commandId !== '' ? commandId : undefined;
}

/** A hint about a command that is none of ours, or about nothing, is done with: only time can be lost. */
export async function onHints(effects: Patching, messages: readonly Foreign[]): Promise<void> {
  const hints = messages.flatMap((message) => hintOf(message) ?? []);
  const [first] = hints;
  if (first === undefined) return;
  const targetKey = await targetOfCommand(effects, commandKeyOf(first.commandId));
  if (targetKey !== undefined) await advanceTarget(effects, targetKey, hints);
}

function hintOf(message: Foreign): Hinted | undefined {
  const commandId = hintedCommandId(message);
  const status = partOf(message.detail, 'status');
  if (commandId === undefined || unfinished.has(status)) return undefined;
  if (message.detailType === COMMAND_ENDED) return { kind: 'hinted', commandId, of: 'command' };
  // An invocation that succeeded is no news: the look at the end of its command sees it.
  if (message.detailType !== INVOCATION_CHANGED || status === 'Success') return undefined;
  return { kind: 'hinted', commandId, of: 'invocation' };
}

function partOf(detail: unknown, name: string): unknown {
  return typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>)[name] : undefined;
}
