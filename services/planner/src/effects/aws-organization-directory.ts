import {
  paginateListAccounts, paginateListAccountsForParent, paginateListOrganizationalUnitsForParent, ParentNotFoundException,
  type Account, type OrganizationsClient,
} from '@aws-sdk/client-organizations';

import { remoteFailureOf } from '#shared/aws/remote-failure.ts';
import type { RemoteResult } from '#shared/domain/remote-failure.ts';

import type { OrganizationDirectory } from './organization-directory.ts';

/** Most results a page of Organizations holds (botocore). A page may be empty and still not be the last. */
const PAGE_SIZE = 20;

/** Units nest at most five deep under the root (AWS Organizations quotas); one more is asked for nothing. */
const DEPTH_MAX = 6;

export function createOrganizationDirectory(client: OrganizationsClient): OrganizationDirectory {
  return { accounts: () => answered(allAccounts()), accountsUnder: (unitId) => answered(accountsUnder(unitId)) };

  async function allAccounts(): Promise<string[]> {
    const found: string[] = [];
    for await (const page of paginateListAccounts({ client, pageSize: PAGE_SIZE }, {})) found.push(...activeIn(page.Accounts));
    return found;
  }

  async function accountsUnder(unitId: string, depth = 1): Promise<string[]> {
    const found: string[] = [];
    const query = { ParentId: unitId };
    for await (const page of paginateListAccountsForParent({ client, pageSize: PAGE_SIZE }, query)) found.push(...activeIn(page.Accounts));
    if (depth === DEPTH_MAX) return found;
    for (const unit of await unitsUnder(unitId)) found.push(...(await accountsUnder(unit, depth + 1)));
    return found;
  }

  async function unitsUnder(unitId: string): Promise<string[]> {
    const found: string[] = [];
    for await (const page of paginateListOrganizationalUnitsForParent({ client, pageSize: PAGE_SIZE }, { ParentId: unitId })) {
      for (const { Id } of page.OrganizationalUnits ?? []) if (Id !== undefined) found.push(Id);
    }
    return found;
  }
}

function activeIn(accounts: readonly Account[] = []): string[] {
  return accounts.flatMap(({ Id, State, Status }) => (Id !== undefined && (State ?? Status) === 'ACTIVE' ? [Id] : []));
}

/** Which unit was missing does not matter: one that vanished meanwhile leaves the answer as wrong as a mistyped one. */
async function answered(asked: Promise<string[]>): Promise<RemoteResult<readonly string[]>> {
  try {
    return { ok: true, value: (await asked).sort() };
  } catch (error) {
    if (error instanceof ParentNotFoundException) return { ok: true, value: [] };
    return { ok: false, failure: remoteFailureOf(error) };
  }
}
