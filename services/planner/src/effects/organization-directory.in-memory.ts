import type { RemoteFailure, RemoteResult } from '#shared/domain/remote-failure.ts';

import type { OrganizationDirectory } from './organization-directory.ts';

export interface MemberAccount {
  id: string;
  active: boolean;
  /** The unit or root that holds the account. */
  unitId: string;
}

export interface MemberUnit {
  id: string;
  parentId: string;
}

/** The twin of AWS Organizations over plain lists. */
export class InMemoryOrganizationDirectory implements OrganizationDirectory {
  readonly members: readonly MemberAccount[];
  readonly units: readonly MemberUnit[];
  /** Answered to every question while it is set. */
  failure: RemoteFailure | undefined;

  constructor(members: readonly MemberAccount[], units: readonly MemberUnit[]) {
    this.members = members;
    this.units = units;
  }

  accounts(): Promise<RemoteResult<readonly string[]>> {
    return this.answer(this.members);
  }

  accountsUnder(unitId: string): Promise<RemoteResult<readonly string[]>> {
    const below = this.below(unitId);
    return this.answer(this.members.filter((member) => below.has(member.unitId)));
  }

  private answer(members: readonly MemberAccount[]): Promise<RemoteResult<readonly string[]>> {
    if (this.failure !== undefined) return Promise.resolve({ ok: false, failure: this.failure });
    return Promise.resolve({ ok: true, value: members.filter(({ active }) => active).map(({ id }) => id).sort() });
  }

  private below(unitId: string): Set<string> {
    const found = new Set([unitId]);
    for (const id of found) {
      for (const unit of this.units) if (unit.parentId === id) found.add(unit.id);
    }
    return found;
  }
}
