import { DescribeInstancesCommand, EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { DescribeInstanceInformationCommand, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';

import { remoteFailureOf } from '#shared/aws/remote-failure.ts';
import { spokeClients } from '#shared/aws/spoke-clients.ts';
import type { SpokeSessions } from '#shared/aws/spoke-sessions.ts';
import type { InventoryInstance } from '#shared/domain/inventory.ts';
import type { RemoteResult } from '#shared/domain/remote-failure.ts';

import { describeInstancesInput, describeInformationInput, readInventory } from './read-inventory.ts';

/** Reads what runs in an (account, region) and which of it Systems Manager knows. */
export interface SpokeInventory {
  /** Sorted by instance id. Reads are safe to repeat, so they are retried inside; a failure here is a lasting one. */
  instancesOf(accountId: string, region: string): Promise<RemoteResult<InventoryInstance[]>>;
}

const READ_ATTEMPTS_MAX = 5;

type ClientSettings = Pick<EC2ClientConfig & SSMClientConfig, 'requestHandler'>;

/** `settings` go to every client; what runs in one process with the cloud gives its request handler here. */
export function createSpokeInventory(sessions: SpokeSessions, settings: ClientSettings = {}): SpokeInventory {
  const retried = { maxAttempts: READ_ATTEMPTS_MAX, ...settings };
  const ec2Of = spokeClients(sessions, (configuration) => new EC2Client({ ...configuration, ...retried }));
  const ssmOf = spokeClients(sessions, (configuration) => new SSMClient({ ...configuration, ...retried }));
  return {
    async instancesOf(accountId, region) {
      try {
        const ec2 = await ec2Of(accountId, region);
        const ssm = await ssmOf(accountId, region);
        const value = await readInventory({
          describeInstances: (token) => ec2.send(new DescribeInstancesCommand(describeInstancesInput(token))),
          describeInformation: (token) => ssm.send(new DescribeInstanceInformationCommand(describeInformationInput(token))),
        });
        return { ok: true, value };
      } catch (error) {
        const failure = remoteFailureOf(error);
        // A role that was mended in the spoke is tried anew, not with the session from before.
        if (failure.kind === 'denied') sessions.forget(accountId);
        return { ok: false, failure };
      }
    },
  };
}
