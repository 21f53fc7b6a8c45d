import type { Caller, Operation } from '#local/wire/service.ts';
import type { Act } from './journal.ts';
import type { AccountRegion, World } from './life/world.ts';

/** When a calendar is closed; it is open otherwise. A half-open span of milliseconds since 1970. */
export interface ClosedSpan {
  fromMs: number;
  toMs: number;
}

/** What the operations share. */
export interface FleetContext {
  world: World;
  regions: readonly string[];
  /** By name or ARN. A calendar that is not in it does not exist. */
  calendars: ReadonlyMap<string, readonly ClosedSpan[]>;
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
