import { OrganizationsClient } from '@aws-sdk/client-organizations';

import { ROOT_ID, type DirectoryAccount, type OrganizationDirectory as LocalOrganization } from '#local/aws/organizations/organization-directory.ts';
import { createOrganizations } from '#local/aws/organizations/organizations.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import { createOrganizationDirectory } from '#services/planner/src/effects/aws-organization-directory.ts';
import { organizationDirectorySuite } from '#services/planner/src/effects/organization-directory.suite.ts';

function anAccount(id: string, ouId: string, status: DirectoryAccount['status'] = 'ACTIVE'): DirectoryAccount {
  return { id, name: id, email: `${id}@example.com`, status, ouId };
}

const organization: LocalOrganization = {
  accounts: [
    anAccount(HUB_ACCOUNT_ID, ROOT_ID),
    anAccount('111111111111', 'ou-pw01-prod0001'),
    anAccount('222222222222', 'ou-pw01-prod0001', 'SUSPENDED'),
    anAccount('333333333333', 'ou-pw01-prod0002'),
  ],
  organizationalUnits: [
    { id: 'ou-pw01-prod0001', name: 'production', parentId: ROOT_ID },
    { id: 'ou-pw01-prod0002', name: 'web', parentId: 'ou-pw01-prod0001' },
    { id: 'ou-pw01-empty001', name: 'empty', parentId: ROOT_ID },
  ],
};

/** The real adapter before the local AWS Organizations, over its real wire protocol. */
function directoryOver(local: LocalOrganization, accountId = HUB_ACCOUNT_ID) {
  const identities = createIdentities(new VirtualTimers(0));
  identities.register('AKIAPLANNER', { accountId, arn: `arn:aws:iam::${accountId}:role/planner` });
  const backends = createSchemaBackends({ organizations: createOrganizations(local) });
  const dispatch = createDispatch({ backends, identities, routes: {} });
  const client = new OrganizationsClient({
    region: 'us-east-1', endpoint: 'http://127.0.0.1:1', maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAPLANNER', secretAccessKey: 'none' },
    requestHandler: createInProcessHandler(dispatch),
  });
  return createOrganizationDirectory(client);
}

organizationDirectorySuite('Organizations over the local cloud', () => directoryOver(organization));

describe('the organization directory of AWS', () => {
  it('reads on where a page ends', async () => {
    const accounts = Array.from({ length: 45 }, (_, index) => anAccount(String(100_000_000_000 + index), 'ou-pw01-prod0001'));
    const directory = directoryOver({ ...organization, accounts });
    const ids = accounts.map(({ id }) => id);

    expect(await directory.accounts()).toEqual({ ok: true, value: ids });
    expect(await directory.accountsUnder('ou-pw01-prod0001')).toEqual({ ok: true, value: ids });
  });

  it('answers with the failure of a call', async () => {
    expect(await directoryOver(organization, '111111111111').accounts()).toEqual({
      ok: false,
      failure: { kind: 'denied', code: 'AccessDeniedException', message: "You don't have permissions to access this resource." },
    });
  });
});
