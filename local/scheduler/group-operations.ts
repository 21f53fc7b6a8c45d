import type {
  CreateScheduleGroupCommandInput,
  DeleteScheduleGroupCommandInput,
  GetScheduleGroupCommandInput,
  ListScheduleGroupsCommandInput,
  ScheduleGroupSummary,
} from '@aws-sdk/client-scheduler';
import type { Owner } from '#local/eventbridge/bus-address.ts';
import { page } from '#local/eventbridge/page.ts';
import { AwsError } from '#local/wire/service.ts';
import { validateName } from './schedule-definition.ts';
import { groupArn, type ScheduleGroup, type ScheduleStore } from './schedule-store.ts';

const groupsPerPage = 100;

export interface GroupOperations {
  CreateScheduleGroup: (input: CreateScheduleGroupCommandInput, owner: Owner) => { ScheduleGroupArn: string };
  GetScheduleGroup: (input: GetScheduleGroupCommandInput, owner: Owner) => ScheduleGroupSummary;
  ListScheduleGroups: (input: ListScheduleGroupsCommandInput, owner: Owner) => { ScheduleGroups: ScheduleGroupSummary[]; NextToken?: string };
  DeleteScheduleGroup: (input: DeleteScheduleGroupCommandInput, owner: Owner) => Record<string, never>;
}

export function createGroupOperations(store: ScheduleStore, now: () => number): GroupOperations {
  return {
    CreateScheduleGroup: ({ Name: name = '' }, owner) => {
      validateName('Name', name);
      if (store.findGroup(owner, name)) throw new AwsError('ConflictException', `Schedule group ${name} already exists.`);
      return { ScheduleGroupArn: addGroup(store, { owner, name, createdMs: now() }) };
    },
    GetScheduleGroup: ({ Name = '' }, owner) => summarize(store.requireGroup(owner, Name)),
    ListScheduleGroups: ({ NamePrefix = '', NextToken, MaxResults }, owner) => {
      store.findGroup(owner, 'default');
      const wanted = store.groups().filter((group) => isOf(group, owner) && group.name.startsWith(NamePrefix));
      const { items, nextToken } = page(wanted, { token: NextToken, sizeMax: MaxResults ?? groupsPerPage });
      return { ScheduleGroups: items.map(summarize), ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
    DeleteScheduleGroup: ({ Name = '' }, owner) => {
      if (Name === 'default') throw new AwsError('ValidationException', 'Cannot delete the default schedule group.');
      store.removeGroup(store.requireGroup(owner, Name));
      return {};
    },
  };
}

/** Returns the ARN of the new group. */
export function addGroup(store: ScheduleStore, { owner, name, createdMs }: Omit<ScheduleGroup, 'arn'>): string {
  const { accountId, region } = owner;
  const group = { owner: { accountId, region }, name, arn: groupArn(owner, name), createdMs };
  store.putGroup(group);
  return group.arn;
}

function isOf({ owner }: ScheduleGroup, { accountId, region }: Owner): boolean {
  return owner.accountId === accountId && owner.region === region;
}

function summarize(group: ScheduleGroup): ScheduleGroupSummary {
  const date = new Date(group.createdMs);
  return { Arn: group.arn, Name: group.name, State: 'ACTIVE', CreationDate: date, LastModificationDate: date };
}
