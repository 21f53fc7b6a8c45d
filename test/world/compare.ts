import { RUN_ID } from './a-policy.ts';
import type { World } from './world.ts';

const neverPlanned = new Set(['Unmanaged', 'Stopped', 'TargetUnreachable']);

/** What the report says of each planned instance. */
export function outcomesByInstance(world: World): Record<string, string> {
  return sorted(world.report(RUN_ID).instances.map(({ instanceId, outcome }) => [instanceId, outcome]));
}

/** What each instance that can be planned deserves, by the fleet's own record. */
export function deservedOf(world: World): Record<string, string> {
  return sorted(world.fleet.record().filter(({ deserves }) => !neverPlanned.has(deserves)).map(({ instanceId, deserves }) => [instanceId, deserves]));
}

/** Commands that SSM took more than once: there must be none, whatever happened. */
export function tokensTakenTwice(world: World): string[] {
  return [...world.fleet.door.accepted].filter(([, times]) => times > 1).map(([token]) => token);
}

/** What no consumer could handle. */
export function causesOfDeath(world: World): string[] {
  return Object.values(world.queues).flatMap(({ dead }) => dead.map(({ cause }) => cause));
}

/**
 * Rows that say something else than the fleet's record. A crash between mark and call leaves instances of which nobody
 * knows; they may say so, if SSM really never took the command.
 */
export function wrongRows(world: World): unknown[] {
  const deserved = deservedOf(world);
  return world.report(RUN_ID).instances.filter(({ instanceId, outcome, cause, attempts }) => {
    if (deserved[instanceId] === outcome) return false;
    const honestlyUnknown = outcome === 'Unreachable' && cause === 'SendUnknown';
    return !(honestlyUnknown && lastCommandNeverTaken(world, { instanceId, attempts }));
  });
}

/** Each command that SSM took is one attempt; an attempt more than that is the one of which nobody knows. */
function lastCommandNeverTaken(world: World, { instanceId, attempts }: { instanceId: string; attempts: number }): boolean {
  return commandsTaken(world, instanceId) < attempts;
}

/** How many commands of the run SSM took for an instance. */
export function commandsTaken(world: World, instanceId: string): number {
  return (world.door.commandsOf.get(instanceId) ?? []).filter((token) => token.includes(RUN_ID)).length;
}

function sorted(entries: [string, string][]): Record<string, string> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
