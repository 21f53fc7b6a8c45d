import type { Timers } from '#local/clock/clock.ts';
import type { Records } from '#local/records/records.ts';
import type { Caller, LocalService } from '#local/wire/service.ts';
import { carryOut } from './acts.ts';
import { type EventFaults, type Publish, unreliably, usualEventFaults } from './announcements.ts';
import { type Door, type Rates, count, keepDoor, usualRates } from './door.ts';
import { ec2Operations } from './ec2/ec2-service.ts';
import type { FleetContext, FleetOperation } from './fleet-context.ts';
import { foundingOf } from './founding.ts';
import { type Journal, type JournalEntry, forgetfulJournal } from './journal.ts';
import { Agenda } from './life/agenda.ts';
import { AccountRegions, type World } from './life/world.ts';
import {
  type OrganizationAccount,
  type OrganizationalUnit,
  organizationAccounts,
  organizationalUnits,
} from './plan/accounts.ts';
import { type FleetPlan, type FleetSize, type PlanOptions, planFleet } from './plan/fleet-plan.ts';
import { type FleetRecordEntry, fleetRecord } from './plan/fleet-record.ts';
import { type RoleDirectory, spokeRoles } from './plan/spoke-roles.ts';
import type { StoredDocument } from './ssm/calendar/stored-document.ts';
import { ssmOperations } from './ssm/ssm-service.ts';

export interface FleetOptions extends PlanOptions {
  eventFaults?: EventFaults;
  rates?: Rates;
  parameters?: ReadonlyMap<string, string>;
}

export interface FleetSetting extends FleetSize {
  timers: Timers;
  /** Takes the events of AWS's own services, as EventBridge's default bus of that account and region would. */
  publish: Publish;
  /** With entries, the fleet is as an earlier process left it. Without a journal it lives in memory only. */
  journal?: Journal;
  /** Where change calendars are kept. Default: in memory. */
  documents?: Records<StoredDocument>;
  options?: FleetOptions;
}

export interface Fleet {
  ssm: LocalService;
  ec2: LocalService;
  plan: FleetPlan;
  /** The organization's accounts, the hub first. */
  accounts: OrganizationAccount[];
  organizationalUnits: OrganizationalUnit[];
  roles: RoleDirectory;
  /** What each instance deserves: the oracle, blind to everything that any service says. */
  record(): FleetRecordEntry[];
  door: Door;
}

/**
 * The simulated fleet: accounts, instances, agents and the two AWS services that show them. It follows from the seed,
 * the clock and the journal of what was asked of it; nothing else decides what happens.
 *
 * Throws if the journal belongs to a fleet of another seed or size.
 */
export function createFleet(setting: FleetSetting): Fleet {
  const { seed, timers, publish, journal = forgetfulJournal, options = {} } = setting;
  const plan = planFleet(setting, options);
  const founding = foundingOf(journal, setting, timers.now());
  const agenda = new Agenda(timers);
  const regions = new AccountRegions(plan, founding.atMs);
  const tell = unreliably(publish, options.eventFaults ?? usualEventFaults, seed);
  const world: World = {
    seed,
    agenda,
    announce: (event) => {
      if (agenda.awake) tell(event);
    },
    accountRegion: (accountId, region) => regions.get(accountId, region),
  };
  const door: Door = { accepted: new Map(), throttled: new Map(), calls: new Map() };
  const happen = (entry: JournalEntry): void => {
    carryOut(world, entry);
    if (entry.kind === 'sent') count(door.accepted, entry.request.comment);
  };
  for (const entry of journal.entries) {
    agenda.advanceTo(entry.atMs);
    happen(entry);
  }
  agenda.wake();
  const context: FleetContext = {
    world,
    regions: setting.regions,
    documents: setting.documents ?? new Map(),
    parameters: options.parameters ?? new Map(),
    act: (act) => {
      const entry: JournalEntry = { ...act, atMs: agenda.now() };
      journal.append(entry);
      happen(entry);
    },
  };
  const { enter } = keepDoor(door, options.rates ?? usualRates, () => agenda.now());
  const serve = (operations: Record<string, FleetOperation>, throttleCode: Parameters<typeof enter>[2]): LocalService =>
    Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [
        name,
        (input: never, caller: Caller) => {
          agenda.catchUp();
          enter(name, caller, throttleCode);
          return operation(context, input, caller);
        },
      ]),
    );
  return {
    ssm: serve(ssmOperations, 'ThrottlingException'),
    ec2: serve(ec2Operations, 'RequestLimitExceeded'),
    plan,
    accounts: organizationAccounts(setting.accounts),
    organizationalUnits: [...organizationalUnits],
    roles: spokeRoles(plan),
    record: () => fleetRecord(plan),
    door,
  };
}
