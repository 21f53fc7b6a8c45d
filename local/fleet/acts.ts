import type { JournalEntry } from './journal.ts';
import { cancelCommand, runCommand } from './life/command-run.ts';
import { startInstance, stopInstance } from './life/power.ts';
import type { SimulatedInstance } from './life/simulated-instance.ts';
import type { AccountRegion, World } from './life/world.ts';

/** Carries out one act at the moment at which the world stands: in the present, or while the journal is told again. */
export function carryOut(world: World, entry: JournalEntry): void {
  if (entry.kind === 'founded') return;
  const place = world.accountRegion(entry.accountId, entry.region);
  switch (entry.kind) {
    case 'sent':
      runCommand(world, place, { id: entry.commandId, request: entry.request });
      return;
    case 'cancelled':
      cancelCommand(world, place.commands.get(entry.commandId), entry.instanceIds);
      return;
    case 'started':
      for (const instance of named(place, entry.instanceIds)) startInstance(world, instance);
      return;
    case 'stopped':
      for (const instance of named(place, entry.instanceIds)) stopInstance(world, instance);
  }
}

function named({ instances }: AccountRegion, ids: readonly string[]): SimulatedInstance[] {
  return ids.flatMap((id) => instances.get(id) ?? []);
}
