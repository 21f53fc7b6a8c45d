import type { OrganizationDirectory } from '#local/aws/organizations/organization-directory.ts';
import { ROOT_ID } from '#local/aws/organizations/organization-directory.ts';
import type { RoleDirectory } from '#local/aws/sts/role-directory.ts';
import { AwsError, type Caller, type LocalService } from '#local/wire/service.ts';

/** Just enough of each service to see every protocol at work. */
export function sampleServices(): Record<string, LocalService> {
  return {
    ssm: {
      SendCommand: (input: { DocumentName: string; InstanceIds?: string[] }, caller: Caller) => {
        if (input.InstanceIds?.includes('i-bad')) throw new AwsError('InvalidInstanceId', 'i-bad is not managed');
        return { Command: { CommandId: 'c-1', DocumentName: input.DocumentName, Comment: caller.accountId, RequestedDateTime: new Date(1_000_000) } };
      },
      ListCommands: () => {
        throw new AwsError('ThrottlingException', 'Rate exceeded');
      },
      DescribePatchBaselines: () => {
        throw new TypeError('a bug of the simulation');
      },
    },
    ec2: {
      DescribeInstances: (input: { InstanceIds?: string[]; Filters?: { Name: string; Values: string[] }[]; MaxResults?: number }) => {
        if (input.InstanceIds?.includes('i-gone')) throw new AwsError('InvalidInstanceID.NotFound', "The instance ID 'i-gone' does not exist");
        const tags = (input.Filters ?? []).map(({ Name, Values }) => ({ Key: Name, Value: Values.join('|') }));
        const instance = { InstanceId: 'i-1', LaunchTime: new Date(0), State: { Code: 16, Name: 'running' }, Tags: tags, EbsOptimized: false };
        return { Reservations: [{ ReservationId: 'r-1', Instances: [{ ...instance, AmiLaunchIndex: input.MaxResults ?? 0 }] }] };
      },
    },
    events: {
      PutEvents: (input: { Entries: { Time?: Date }[] }) => ({
        FailedEntryCount: 0,
        Entries: input.Entries.map(({ Time }) => ({ EventId: Time?.toISOString() ?? 'no time' })),
      }),
    },
    scheduler: {
      CreateSchedule: (input: { Name: string; GroupName?: string }) => ({ ScheduleArn: `arn:aws:scheduler:::schedule/${input.GroupName ?? 'default'}/${input.Name}` }),
      GetSchedule: (input: { Name: string; GroupName?: string }) => {
        throw new AwsError('ResourceNotFoundException', `Schedule ${input.Name} of ${input.GroupName ?? 'default'} does not exist.`);
      },
      ListSchedules: (input: { MaxResults?: number; NamePrefix?: string }) => ({
        Schedules: [{ Name: `${input.NamePrefix ?? ''}x`, State: 'ENABLED' }],
        ...(input.MaxResults !== undefined && { NextToken: String(input.MaxResults) }),
      }),
    },
  };
}

export const SPOKE_ROLE_ARN = 'arn:aws:iam::111111111111:role/PatchExecRole';
export const REFUSING_ROLE_ARN = 'arn:aws:iam::999999999999:role/PatchExecRole';
export const EXTERNAL_ID = 'patchwave-local';

export const sampleRoles: RoleDirectory = {
  find: (roleArn) => {
    const accountId = roleArn.split(':')[4] ?? '';
    if (![SPOKE_ROLE_ARN, REFUSING_ROLE_ARN].includes(roleArn)) return undefined;
    return { accountId, externalId: EXTERNAL_ID, refuses: roleArn === REFUSING_ROLE_ARN };
  },
};

export const sampleOrganization: OrganizationDirectory = {
  accounts: Array.from({ length: 25 }, (_, index) => ({
    id: String(index).repeat(12).slice(0, 12),
    name: `account-${index}`,
    email: `account-${index}@example.com`,
    status: 'ACTIVE' as const,
    ouId: index === 0 ? ROOT_ID : 'ou-pw01-workloads',
  })),
  organizationalUnits: [{ id: 'ou-pw01-workloads', name: 'Workloads', parentId: ROOT_ID }],
};
