import type { RemoteResult } from '#shared/domain/remote-failure.ts';

/** AWS Organizations, as far as a policy names it. Suspended and closing accounts are left out everywhere. */
export interface OrganizationDirectory {
  /** The ids of all active accounts. */
  accounts(): Promise<RemoteResult<readonly string[]>>;
  /** The ids of the active accounts of a unit or root and of all units below it; empty where there is no such unit. */
  accountsUnder(unitId: string): Promise<RemoteResult<readonly string[]>>;
}
