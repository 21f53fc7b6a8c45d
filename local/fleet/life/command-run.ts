import { commandEvent } from './aws-event.ts';
import {
  type Command,
  type CommandRequest,
  type Invocation,
  executionTimeoutSeconds,
  isOpen,
  limitOf,
} from './command.ts';
import { countsAsError } from './command-status.ts';
import { handOver } from './delivery.ts';
import { notRun, settleAll } from './settlement.ts';
import type { SimulatedInstance } from './simulated-instance.ts';
import type { AccountRegion, World } from './world.ts';

/** A command that SSM has accepted: every id in it is known to be managed in this account-region. */
export function runCommand(
  world: World,
  place: AccountRegion,
  { id, request }: { id: string; request: CommandRequest },
): Command {
  const nowMs = world.agenda.now();
  const invocations: Invocation[] = [];
  const totalSeconds = request.timeoutSeconds + executionTimeoutSeconds(request.documentName, request.parameters);
  const command: Command = {
    id,
    accountId: place.accountId,
    region: place.region,
    request,
    requestedAtMs: nowMs,
    expiresAtMs: nowMs + totalSeconds * 1_000,
    invocations,
    queue: [],
    ramp: 1,
    rampArmed: false,
    cancelled: false,
    endedAtMs: undefined,
    settled: () => proceed(world, command),
  };
  for (const instanceId of request.instanceIds) invocations.push(pending(command, place.instances.get(instanceId)));
  command.queue = [...invocations];
  place.commands.set(id, command);
  world.agenda.at(command.expiresAtMs, () => expire(world, command));
  handOverNext(world, command);
  return command;
}

function pending(command: Command, instance: SimulatedInstance | undefined): Invocation {
  if (instance === undefined) {
    throw new Error(`command ${command.id}: an id that is not in ${command.accountId} ${command.region}`);
  }
  return {
    command,
    instance,
    ordinal: instance.commandsAccepted++,
    status: 'Pending',
    statusDetails: 'Pending',
    responseCode: notRun,
    startedAtMs: undefined,
    endedAtMs: undefined,
    job: undefined,
    output: '',
  };
}

/** SSM starts with one and doubles, unless all may start at once. */
function handOverNext(world: World, command: Command): void {
  const targets = command.invocations.length;
  const limit = Math.max(1, limitOf(command.request.maxConcurrency, targets));
  const inFlight = command.invocations.filter(isOpen).length - command.queue.length;
  const room = limit - inFlight;
  const count = limit >= targets ? targets : Math.min(room, command.ramp);
  for (const invocation of command.queue.splice(0, Math.max(0, count))) handOver(world, invocation);
  if (command.queue.length === 0 || command.ramp >= limit || command.rampArmed) return;
  command.rampArmed = true;
  world.agenda.at(world.agenda.now() + 1_000, () => {
    command.rampArmed = false;
    command.ramp *= 2;
    handOverNext(world, command);
  });
}

/** After each ending: breaker, next in the queue, or the end of the whole command. */
function proceed(world: World, command: Command): void {
  const errors = command.invocations.filter(countsAsError).length;
  if (errors > limitOf(command.request.maxErrors, command.invocations.length)) {
    settleAll(world, command.queue.splice(0), {
      status: 'Cancelled',
      statusDetails: 'Terminated',
      responseCode: notRun,
    });
  }
  if (command.endedAtMs !== undefined) return;
  if (command.invocations.some(isOpen)) {
    handOverNext(world, command);
    return;
  }
  command.endedAtMs = world.agenda.now();
  world.announce(commandEvent(command, command.endedAtMs));
}

/** Cancels only what has not started: what runs on an instance goes on to its end. */
export function cancelCommand(world: World, command: Command | undefined, instanceIds: readonly string[]): void {
  if (command === undefined) return;
  const named = (invocation: Invocation): boolean =>
    instanceIds.length === 0 || instanceIds.includes(invocation.instance.plan.instanceId);
  const waiting = command.invocations.filter(
    (one) => (one.status === 'Pending' || one.status === 'Delayed') && named(one),
  );
  if (waiting.length > 0) command.cancelled = true;
  command.queue = command.queue.filter((one) => !waiting.includes(one));
  settleAll(world, waiting, { status: 'Cancelled', statusDetails: 'Cancelled', responseCode: notRun });
}

/** Also what is still in progress: SSM has stopped listening, whatever happens on the instance. */
function expire(world: World, command: Command): void {
  command.queue = [];
  settleAll(world, command.invocations.filter(isOpen), {
    status: 'TimedOut',
    statusDetails: 'DeliveryTimedOut',
    responseCode: notRun,
  });
}
