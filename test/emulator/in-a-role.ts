import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

import type { Access } from './as-administrator.ts';

/** The same access, in a role that the administrator takes on. */
export async function inRole(access: Access, roleName: string): Promise<Access> {
  const RoleArn = `arn:aws:iam::000000000000:role/${roleName}`;
  const { Credentials } = await new STSClient(access).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
  if (Credentials?.AccessKeyId === undefined || Credentials.SecretAccessKey === undefined || Credentials.SessionToken === undefined) {
    throw new Error(`expected credentials of ${RoleArn}, found none`);
  }
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials;
  return { ...access, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}
