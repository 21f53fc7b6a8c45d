import type { Journal, JournalEntry } from './journal.ts';
import type { FleetSize } from './plan/fleet-plan.ts';

export type Founding = Extract<JournalEntry, { kind: 'founded' }>;

/** Reads the first entry of the journal, or writes it. All that was "before the fleet's time" counts from its moment. */
export function foundingOf(journal: Journal, size: FleetSize, nowMs: number): Founding {
  const asked: Founding = {
    kind: 'founded',
    atMs: nowMs,
    seed: size.seed,
    accounts: size.accounts,
    regions: size.regions,
    instances: size.instances,
  };
  const [first] = journal.entries;
  if (first === undefined) {
    journal.append(asked);
    return asked;
  }
  if (first.kind !== 'founded') {
    throw new Error('fleet journal: the first entry must be "founded"; the file lost its beginning');
  }
  const found = sizeText(first);
  const expected = sizeText(asked);
  if (found !== expected) {
    throw new Error(
      `fleet journal: it belongs to a fleet of ${found}, but ${expected} was asked for; use the same options or another data folder`,
    );
  }
  return first;
}

function sizeText({ seed, accounts, regions, instances }: FleetSize): string {
  return `seed ${seed}, ${accounts} accounts, regions ${regions.join(',')}, ${instances} instances`;
}
