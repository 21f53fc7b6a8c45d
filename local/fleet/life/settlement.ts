import { invocationEvent } from './aws-event.ts';
import { type Invocation, type InvocationStatus, type StatusDetails, isOpen } from './command.ts';
import type { World } from './world.ts';

export interface Ending {
  status: InvocationStatus;
  statusDetails: StatusDetails;
  responseCode: number;
}

/** The response code of what never ran, or never said how it ended. */
export const notRun = -1;

/** The one place where an invocation ends; a second ending changes nothing. */
export function settle(world: World, invocation: Invocation, ending: Ending): void {
  if (!isOpen(invocation)) return;
  const nowMs = world.agenda.now();
  invocation.instance.undelivered.delete(invocation.command.id);
  Object.assign(invocation, ending, { endedAtMs: nowMs });
  world.announce(invocationEvent(invocation, nowMs));
  invocation.command.settled();
}

export function settleAll(world: World, invocations: readonly Invocation[], ending: Ending): void {
  for (const invocation of invocations) settle(world, invocation, ending);
}
