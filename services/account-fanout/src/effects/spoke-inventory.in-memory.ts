import type { DescribeInstancesResult } from '@aws-sdk/client-ec2';
import type { DescribeInstanceInformationResult } from '@aws-sdk/client-ssm';

import { remoteFailureOf } from '#shared/aws/remote-failure.ts';

import { describeInformationInput, describeInstancesInput, readInventory } from './read-inventory.ts';
import type { SpokeInventory } from './spoke-inventory.ts';

/** A spoke without SDK and wire; throws errors whose `name` is AWS's code. */
export type SpokeCall = (...request: [accountId: string, region: string, operation: string, input: object]) => unknown;

/** The same reads, pages and mapping as the real adapter, over plain operations. */
export function createInMemorySpokeInventory(call: SpokeCall): SpokeInventory {
  return {
    async instancesOf(accountId, region) {
      const ask = async (operation: string, input: object): Promise<unknown> =>
        await call(accountId, region, operation, input);
      try {
        const value = await readInventory({
          describeInstances: async (token) =>
            (await ask('DescribeInstances', describeInstancesInput(token))) as DescribeInstancesResult,
          describeInformation: async (token) =>
            (await ask('DescribeInstanceInformation', describeInformationInput(token))) as DescribeInstanceInformationResult,
        });
        return { ok: true, value };
      } catch (error) {
        return { ok: false, failure: remoteFailureOf(error) };
      }
    },
  };
}
