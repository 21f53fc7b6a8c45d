import { refusingAccountId } from './accounts.ts';
import type { FleetPlan } from './fleet-plan.ts';

const spokeRoleName = 'PatchExecRole';
const spokeExternalId = 'patchwave-local';

interface Role {
  accountId: string;
  externalId: string;
  /** Its trust policy lets nobody in. */
  refuses: boolean;
}

export interface RoleDirectory {
  find(roleArn: string): Role | undefined;
}

/** The one role that each spoke holds. */
export function spokeRoles(plan: FleetPlan): RoleDirectory {
  const accountIds = new Set(plan.places.map(({ accountId }) => accountId));
  return {
    find(roleArn) {
      const accountId = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(roleArn)?.[1] ?? '';
      if (!accountIds.has(accountId) || !roleArn.endsWith(`:role/${spokeRoleName}`)) return undefined;
      return { accountId, externalId: spokeExternalId, refuses: accountId === refusingAccountId };
    },
  };
}
