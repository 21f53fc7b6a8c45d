import { hubCredentials, outputOf, type Answer, type Credentials, type ForeignCloud } from './foreign-cloud.ts';

/** What AssumeRole asks for; the name of a person or a program, the id that the spoke expects. */
export interface RoleWish {
  accountId: string;
  externalId?: string;
  durationSeconds?: number;
}

export function assumeRole(cloud: ForeignCloud, { accountId, externalId, durationSeconds = 3_600 }: RoleWish): Promise<Answer<{ Credentials: Credentials }>> {
  return cloud.aws(
    hubCredentials,
    'sts', 'assume-role', '--role-arn', `arn:aws:iam::${accountId}:role/PatchExecRole`, '--role-session-name', 'foreigner',
    '--duration-seconds', String(durationSeconds), ...(externalId === undefined ? [] : ['--external-id', externalId]),
  );
}

export async function spokeCredentials(cloud: ForeignCloud, accountId: string, durationSeconds?: number): Promise<Credentials> {
  const wish = { accountId, externalId: 'patchwave-local', ...(durationSeconds === undefined ? {} : { durationSeconds }) };
  return outputOf(await assumeRole(cloud, wish)).Credentials;
}
