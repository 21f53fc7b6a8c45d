import type { Account, OrganizationalUnit } from '@aws-sdk/client-organizations';

import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { AwsError, type Caller, type LocalService } from '#local/wire/service.ts';

import {
  ORGANIZATION_ID,
  ROOT_ID,
  type DirectoryAccount,
  type DirectoryUnit,
  type OrganizationDirectory,
} from './organization-directory.ts';
import { page, type PageRequest } from './paging.ts';

const ARN = `arn:aws:organizations::${HUB_ACCOUNT_ID}`;
const JOINED_AT = new Date('2024-01-01T00:00:00Z');

type ChildRequest = PageRequest & { ParentId?: string };

/** The read side of AWS Organizations over a directory. Only the management account, which is the hub, may ask. */
export function createOrganizations(directory: OrganizationDirectory): LocalService {
  const { accounts, organizationalUnits } = directory;
  return forHubOnly({
    DescribeOrganization: () => ({ Organization: describeOrganization(accounts) }),
    ListAccounts: (input: PageRequest) => {
      const { items, ...rest } = page(accounts, input);
      return { Accounts: items.map(describeAccount), ...rest };
    },
    DescribeAccount: (input: { AccountId?: string }) => {
      const account = accounts.find(({ id }) => id === input.AccountId);
      if (account === undefined) {
        throw new AwsError('AccountNotFoundException', `You specified an account that doesn't exist: ${input.AccountId ?? ''}`);
      }
      return { Account: describeAccount(account) };
    },
    ListRoots: () => ({ Roots: [{ Id: ROOT_ID, Arn: `${ARN}:root/${ORGANIZATION_ID}/${ROOT_ID}`, Name: 'Root', PolicyTypes: [] }] }),
    ListOrganizationalUnitsForParent: (input: ChildRequest) => {
      const parentId = knownParent(directory, input.ParentId);
      const { items, ...rest } = page(organizationalUnits.filter((unit) => unit.parentId === parentId), input);
      return { OrganizationalUnits: items.map(describeUnit), ...rest };
    },
    ListAccountsForParent: (input: ChildRequest) => {
      const parentId = knownParent(directory, input.ParentId);
      const { items, ...rest } = page(accounts.filter((account) => account.ouId === parentId), input);
      return { Accounts: items.map(describeAccount), ...rest };
    },
    ListParents: (input: { ChildId?: string }) => ({ Parents: [parentOf(directory, input.ChildId)] }),
  });
}

function forHubOnly(service: LocalService): LocalService {
  const guarded = Object.entries(service).map(([name, operation]) => [
    name,
    (input: never, caller: Caller) => {
      if (caller.accountId === HUB_ACCOUNT_ID) return operation(input, caller);
      throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
    },
  ]);
  return Object.fromEntries(guarded) as LocalService;
}

function describeOrganization(accounts: DirectoryAccount[]) {
  const master = accounts.find(({ id }) => id === HUB_ACCOUNT_ID);
  return {
    Id: ORGANIZATION_ID,
    Arn: `${ARN}:organization/${ORGANIZATION_ID}`,
    FeatureSet: 'ALL',
    MasterAccountId: HUB_ACCOUNT_ID,
    MasterAccountArn: `${ARN}:account/${ORGANIZATION_ID}/${HUB_ACCOUNT_ID}`,
    MasterAccountEmail: master?.email ?? 'hub@example.com',
    AvailablePolicyTypes: [],
  };
}

function describeAccount({ id, name, email, status }: DirectoryAccount): Account {
  return {
    Id: id,
    Arn: `${ARN}:account/${ORGANIZATION_ID}/${id}`,
    Name: name,
    Email: email,
    Status: status,
    State: status,
    JoinedMethod: id === HUB_ACCOUNT_ID ? 'INVITED' : 'CREATED',
    JoinedTimestamp: JOINED_AT,
  };
}

function describeUnit({ id, name }: DirectoryUnit): OrganizationalUnit {
  return { Id: id, Name: name, Arn: `${ARN}:ou/${ORGANIZATION_ID}/${id}` };
}

function knownParent({ organizationalUnits }: OrganizationDirectory, parentId = ''): string {
  if (parentId === ROOT_ID || organizationalUnits.some(({ id }) => id === parentId)) return parentId;
  throw new AwsError('ParentNotFoundException', `We can't find a root or OU with the ParentId that you specified: ${parentId}`);
}

function parentOf({ accounts, organizationalUnits }: OrganizationDirectory, childId = '') {
  const parentId =
    accounts.find(({ id }) => id === childId)?.ouId ?? organizationalUnits.find(({ id }) => id === childId)?.parentId;
  if (parentId === undefined) {
    throw new AwsError('ChildNotFoundException', `We can't find an account or OU with the ChildId that you specified: ${childId}`);
  }
  return { Id: parentId, Type: parentId === ROOT_ID ? 'ROOT' : 'ORGANIZATIONAL_UNIT' };
}
