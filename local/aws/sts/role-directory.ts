/** What STS must know of a role. */
interface KnownRole {
  accountId: string;
  /** When set, the caller must present exactly this. */
  externalId?: string | undefined;
  /** A role that trusts nobody, to rehearse an account that refuses. */
  refuses: boolean;
}

export interface RoleDirectory {
  find: (roleArn: string) => KnownRole | undefined;
}
