/** The hub: fauxqs knows only this account, so the whole hub lives in it. */
const hubAccountId = '000000000000';
/** The account whose role refuses to be assumed, so that a refusal is always part of a run. */
export const refusingAccountId = '999999999999';
const organizationRootId = 'r-pw01';

export interface OrganizationAccount {
  id: string;
  name: string;
  email: string;
  status: 'ACTIVE';
  ouId: string;
}

export interface OrganizationalUnit {
  id: string;
  name: string;
  parentId: string;
}

export const organizationalUnits: readonly OrganizationalUnit[] = [
  { id: 'ou-pw01-production', name: 'production', parentId: organizationRootId },
  { id: 'ou-pw01-staging00', name: 'staging', parentId: organizationRootId },
  { id: 'ou-pw01-development', name: 'development', parentId: organizationRootId },
  { id: 'ou-pw01-prodcore', name: 'production-core', parentId: 'ou-pw01-production' },
  { id: 'ou-pw01-prodedge', name: 'production-edge', parentId: 'ou-pw01-production' },
];

const unitsInTurn = ['development', 'staging00', 'prodcore', 'prodedge', 'production', 'prodcore'];
const firstSpokes = [
  ...Array.from({ length: 9 }, (_, index) => String(index + 1).repeat(12)),
  '101010101010',
  '121212121212',
  '131313131313',
];

/** The id of the spoke at this place, counted from 0. Beyond the named twelve the ids are made by a fixed step. */
export function spokeAccountId(index: number): string {
  return firstSpokes[index] ?? String(200_000_000_000 + index * 1_000_003);
}

/** The organization's accounts: the management account (the hub, directly under the root) first, then the spokes. */
export function organizationAccounts(spokes: number): OrganizationAccount[] {
  const hub: OrganizationAccount = account(hubAccountId, 'hub', organizationRootId);
  return [
    hub,
    ...Array.from({ length: spokes }, (_, index) => {
      const unit = unitsInTurn[index % unitsInTurn.length] ?? 'development';
      return account(spokeAccountId(index), `spoke-${String(index + 1).padStart(4, '0')}`, `ou-pw01-${unit}`);
    }),
  ];
}

function account(id: string, name: string, ouId: string): OrganizationAccount {
  return { id, name, email: `aws+${id}@example.com`, status: 'ACTIVE', ouId };
}
