import type { Caller } from '#local/wire/service.ts';
import { awsErrorOf } from '#test/local/wire/aws-error-of.ts';

import { ROOT_ID, type OrganizationDirectory } from './organization-directory.ts';
import { createOrganizations } from './organizations.ts';

const HUB: Caller = { accountId: '000000000000', region: 'us-east-1', arn: 'arn:aws:iam::000000000000:user/test', accessKeyId: 'test' };

function directory(): OrganizationDirectory {
  const ids = Array.from({ length: 25 }, (_, index) => String(100_000_000_000 + index));
  return {
    accounts: ids.map((id) => ({ id, name: `account-${id}`, email: `${id}@example.com`, status: 'ACTIVE', ouId: 'ou-pw01-a' })),
    organizationalUnits: [
      { id: 'ou-pw01-a', name: 'A', parentId: ROOT_ID },
      { id: 'ou-pw01-b', name: 'B', parentId: 'ou-pw01-a' },
    ],
  };
}

function ask(operation: string, input: object = {}, caller: Caller = HUB): unknown {
  return createOrganizations(directory())[operation]!(input as never, caller);
}

describe('Organizations', () => {
  it('lists accounts in pages of at most twenty, to the last one', () => {
    const first = ask('ListAccounts') as { Accounts: { Id: string }[]; NextToken: string };
    const second = ask('ListAccounts', { NextToken: first.NextToken }) as { Accounts: { Id: string }[] };
    expect([...first.Accounts, ...second.Accounts].map(({ Id }) => Id)).toEqual(directory().accounts.map(({ id }) => id));
    expect(first.Accounts).toHaveLength(20);
    expect(second).not.toHaveProperty('NextToken');
  });

  it.each([{ MaxResults: 21 }, { MaxResults: 0 }, { NextToken: 'garbage' }])('refuses the page request %p', (input) => {
    expect(awsErrorOf(() => ask('ListAccounts', input)).code).toBe('InvalidInputException');
  });

  it('walks from the root down and from an account up', () => {
    const units = ask('ListOrganizationalUnitsForParent', { ParentId: ROOT_ID }) as { OrganizationalUnits: { Id: string }[] };
    expect(units.OrganizationalUnits.map(({ Id }) => Id)).toEqual(['ou-pw01-a']);
    expect(ask('ListParents', { ChildId: '100000000003' })).toEqual({ Parents: [{ Id: 'ou-pw01-a', Type: 'ORGANIZATIONAL_UNIT' }] });
    expect(ask('ListParents', { ChildId: 'ou-pw01-a' })).toEqual({ Parents: [{ Id: ROOT_ID, Type: 'ROOT' }] });
    expect(ask('ListAccountsForParent', { ParentId: 'ou-pw01-b' })).toEqual({ Accounts: [] });
  });

  it('names what does not exist', () => {
    expect(awsErrorOf(() => ask('DescribeAccount', { AccountId: '1' })).code).toBe('AccountNotFoundException');
    expect(awsErrorOf(() => ask('ListAccountsForParent', { ParentId: 'ou-x' })).code).toBe('ParentNotFoundException');
    expect(awsErrorOf(() => ask('ListParents', { ChildId: 'x' })).code).toBe('ChildNotFoundException');
  });

  it('answers the hub only', () => {
    const spoke = { ...HUB, accountId: '111111111111' };
    expect(awsErrorOf(() => ask('DescribeOrganization', {}, spoke))).toEqual({ code: 'AccessDeniedException', message: "You don't have permissions to access this resource." });
  });
});
