import type { Caller, Operation } from '#local/wire/service.ts';
import type { Act } from './journal.ts';
import type { Records } from '#local/records/records.ts';
import type { AccountRegion, World } from './life/world.ts';
import type { StoredDocument } from './ssm/calendar/stored-document.ts';

/** What the operations share. */
export interface FleetContext {
  world: World;
  regions: readonly string[];
  /** Change calendars of all accounts and regions, by ARN. */
  documents: Records<StoredDocument>;
  /** Values of SSM parameters by name, the same in every account-region. */
  parameters: ReadonlyMap<string, string>;
  /** Writes the act into the journal and carries it out. */
  act(act: Act): void;
}

/** An operation that is yet to be told on which fleet it works. */
export type FleetOperation = (context: FleetContext, ...call: Parameters<Operation>) => unknown;

export function placeOf(context: FleetContext, caller: Caller): AccountRegion {
  return context.world.accountRegion(caller.accountId, caller.region);
}
