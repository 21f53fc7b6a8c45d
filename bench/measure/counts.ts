import type { DoneRollout } from '../cases/run-rollout.ts';

/** AWS Organizations lists so many accounts a call. */
const ACCOUNTS_PER_CALL = 20;
const COMMAND_INSTANCES = 50;

/** What one run needed, per unit of its work. */
export interface Counts {
  domainEventsPerInstance: number;
  messagesPerInstance: number;
  messagesPerCommand: number;
  apiCallsPerInstance: number;
  writeUnitsPerInstance: number;
  packing: number;
}

export function countsOf({ world, log }: DoneRollout): Counts {
  const instances = new Set(log.commands.flatMap((command) => command.instances.map(({ instanceId }) => instanceId))).size;
  const commands = sum(world.fleet.door.accepted.values());
  const messages = sum(Object.values(world.queues).map((queue) => queue.messages));
  const organizations = Math.ceil(world.fleet.accounts.length / ACCOUNTS_PER_CALL);
  const calls = sum(world.fleet.door.calls.values()) + world.door.assumedRoles + organizations;
  return {
    domainEventsPerInstance: world.bus.facts.length / instances,
    messagesPerInstance: messages / instances,
    messagesPerCommand: messages / commands,
    apiCallsPerInstance: calls / instances,
    writeUnitsPerInstance: sum(world.tables.map(({ writeUnits }) => writeUnits)) / instances,
    packing: instances / (COMMAND_INSTANCES * commands),
  };
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
