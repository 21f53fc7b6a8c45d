export interface DirectoryAccount {
  /** Twelve digits. */
  id: string;
  name: string;
  email: string;
  status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  /** The unit that holds the account, or the root's id. */
  ouId: string;
}

export interface DirectoryUnit {
  id: string;
  name: string;
  /** Another unit, or the root's id. */
  parentId: string;
}

/** Everything Organizations tells of. The root is `ROOT_ID` and is not listed among the units. */
export interface OrganizationDirectory {
  accounts: DirectoryAccount[];
  organizationalUnits: DirectoryUnit[];
}

export const ORGANIZATION_ID = 'o-patchwave01';
export const ROOT_ID = 'r-pw01';
