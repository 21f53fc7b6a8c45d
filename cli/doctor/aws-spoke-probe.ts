import { paginateDescribeInstanceInformation, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';

import type { ManagedInstances, SpokeProbe, SpokeTrust } from './probe.ts';

/** Given to every client; empty for a deployed stage. */
export interface ClientSettings {
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** The shortest session that STS gives. */
const SESSION_SECONDS = 900;
/** Most that one page of DescribeInstanceInformation holds (botocore). */
const INSTANCES_PER_PAGE = 50;

export async function assumeSpokeRole(sts: STSClient, settings: ClientSettings, spoke: { accountId: string; trust: SpokeTrust }): Promise<SpokeProbe> {
  const { roleName, externalId } = spoke.trust;
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${spoke.accountId}:role/${roleName}`,
      RoleSessionName: 'patchwave-doctor',
      DurationSeconds: SESSION_SECONDS,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    ...(Credentials?.SessionToken === undefined ? {} : { sessionToken: Credentials.SessionToken }),
  };
  return { managedInstances: (region) => countManaged(new SSMClient({ ...settings, region, credentials })) };
}

async function countManaged(client: SSMClient): Promise<ManagedInstances> {
  let [online, lost] = [0, 0];
  for await (const page of paginateDescribeInstanceInformation({ client, pageSize: INSTANCES_PER_PAGE }, {})) {
    for (const { PingStatus } of page.InstanceInformationList ?? []) {
      if (PingStatus === 'Online') online += 1;
      else lost += 1;
    }
  }
  return { online, lost };
}
