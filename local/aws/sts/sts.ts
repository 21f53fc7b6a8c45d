import type { AssumeRoleCommandInput, AssumeRoleCommandOutput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';

import { HUB_ACCOUNT_ID, type Identities } from '#local/wire/identities.ts';
import { AwsError, type Caller, type LocalService } from '#local/wire/service.ts';

import type { RoleDirectory } from './role-directory.ts';

export interface StsParts {
  identities: Identities;
  roles: RoleDirectory;
}

// STS limits: 15 minutes at least; a role's MaxSessionDuration is 1 hour by default, and chaining never goes beyond it.
const MIN_DURATION_SECONDS = 900;
const MAX_DURATION_SECONDS = 3600;
const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/;
const VALIDATION = '1 validation error detected:';
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** GetCallerIdentity and AssumeRole. Every role trusts the hub's account and no one else. */
export function createSts(parts: StsParts): LocalService {
  return {
    GetCallerIdentity: (_: unknown, caller: Caller): Partial<GetCallerIdentityCommandOutput> => ({
      Account: caller.accountId,
      Arn: caller.arn,
      UserId: caller.accessKeyId,
    }),
    AssumeRole: (input: AssumeRoleCommandInput, caller: Caller): Partial<AssumeRoleCommandOutput> => assumeRole(parts, input, caller),
  };
}

function assumeRole(parts: StsParts, input: AssumeRoleCommandInput, caller: Caller): Partial<AssumeRoleCommandOutput> {
  const { accountId, roleName } = readRoleArn(input.RoleArn);
  const sessionName = readSessionName(input.RoleSessionName);
  checkDuration(input.DurationSeconds, caller);
  checkTrust(parts.roles, input, caller);
  const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
  // Calls made through the assumed role are still those of the function that assumed it.
  const { functionName } = parts.identities.find(caller.accessKeyId) ?? {};
  const credentials = parts.identities.mint({ accountId, arn, functionName }, input.DurationSeconds ?? MAX_DURATION_SECONDS);
  return {
    AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROA${accountId}PATCHWAVE:${sessionName}` },
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: new Date(credentials.expiresAtMs),
    },
  };
}

function checkTrust(roles: RoleDirectory, { RoleArn = '', ExternalId }: AssumeRoleCommandInput, caller: Caller): void {
  const role = roles.find(RoleArn);
  // AWS answers alike for a role that does not exist, so that nobody can probe for role names.
  const trusts = role !== undefined && !role.refuses && caller.accountId === HUB_ACCOUNT_ID;
  if (trusts && (role.externalId === undefined || role.externalId === ExternalId)) return;
  throw new AwsError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`);
}

function readRoleArn(roleArn: string | undefined): { accountId: string; roleName: string } {
  const [, accountId, roleName] = ROLE_ARN.exec(roleArn ?? '') ?? [];
  if (accountId === undefined || roleName === undefined) {
    throw new AwsError('ValidationError', `RoleArn is "${roleArn ?? ''}"; expected arn:aws:iam::<account>:role/<name>`);
  }
  return { accountId, roleName };
}

function readSessionName(name: string | undefined): string {
  if (name !== undefined && SESSION_NAME.test(name)) return name;
  throw new AwsError(
    'ValidationError',
    `${VALIDATION} Value '${name ?? ''}' at 'roleSessionName' failed to satisfy constraint: ` +
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*, with 2 to 64 characters',
  );
}

function checkDuration(seconds: number | undefined, caller: Caller): void {
  if (seconds === undefined) return;
  if (seconds < MIN_DURATION_SECONDS) {
    throw new AwsError(
      'ValidationError',
      `${VALIDATION} Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: ` +
        `Member must have value greater than or equal to ${MIN_DURATION_SECONDS}`,
    );
  }
  if (seconds <= MAX_DURATION_SECONDS) return;
  const chained = caller.arn.includes(':assumed-role/');
  throw new AwsError(
    'ValidationError',
    chained
      ? 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining'
      : 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  );
}
