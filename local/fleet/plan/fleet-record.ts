import { refusingAccountId } from './accounts.ts';
import type { FleetPlan } from './fleet-plan.ts';
import { type Deserved, type Trouble, consequences } from './trouble.ts';

export interface FleetRecordEntry {
  instanceId: string;
  accountId: string;
  region: string;
  trouble: Trouble | 'role-refused';
  deserves: Deserved;
  causeInWords: string;
}

/**
 * What each instance deserves if it is patched by Install with RebootIfNeeded and one retry. It follows from how the
 * fleet was built and from nothing that any service did or said: an oracle that asks the accused proves nothing.
 */
export function fleetRecord(plan: FleetPlan): FleetRecordEntry[] {
  return plan.places.flatMap((place) =>
    plan.instancesOf(place).map(({ instanceId, accountId, region, trouble }) => ({
      instanceId,
      accountId,
      region,
      ...(accountId === refusingAccountId ? refused : { trouble, ...consequences[trouble] }),
    })),
  );
}

const refused = {
  trouble: 'role-refused',
  deserves: 'TargetUnreachable',
  causeInWords: 'the role of the account refuses to be assumed',
} as const;
