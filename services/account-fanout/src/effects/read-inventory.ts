import type { DescribeInstancesCommandInput, DescribeInstancesResult, Instance } from '@aws-sdk/client-ec2';
import type {
  DescribeInstanceInformationCommandInput, DescribeInstanceInformationResult, InstanceInformation,
} from '@aws-sdk/client-ssm';

import type { InventoryInstance } from '#shared/domain/inventory.ts';

import { inventoryInstanceOf } from './inventory-instance.ts';

/** The two reads of one spoke, page by page. */
export interface SpokePages {
  describeInstances(token: string | undefined): Promise<DescribeInstancesResult>;
  describeInformation(token: string | undefined): Promise<DescribeInstanceInformationResult>;
}

/** Largest pages of DescribeInstances and DescribeInstanceInformation (botocore). */
const INSTANCES_PER_PAGE = 1_000;
const INFORMATION_PER_PAGE = 50;

/** Terminated instances stay visible for an hour, and nobody can patch them. */
const STATES = ['pending', 'running', 'stopping', 'stopped'];

export function describeInstancesInput(token: string | undefined): DescribeInstancesCommandInput {
  return {
    MaxResults: INSTANCES_PER_PAGE,
    Filters: [{ Name: 'instance-state-name', Values: STATES }],
    ...(token === undefined ? {} : { NextToken: token }),
  };
}

export function describeInformationInput(token: string | undefined): DescribeInstanceInformationCommandInput {
  return { MaxResults: INFORMATION_PER_PAGE, ...(token === undefined ? {} : { NextToken: token }) };
}

/** A registration whatever its PingStatus: an agent that is silent now is planned, and becomes Unreachable if it stays so. */
export async function readInventory(pages: SpokePages): Promise<InventoryInstance[]> {
  const registered = await registeredBy(pages);
  const instances = await existingIn(pages);
  return instances
    .map((instance) => inventoryInstanceOf(instance, registered.get(instance.InstanceId ?? '')))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function registeredBy(pages: SpokePages): Promise<Map<string, InstanceInformation>> {
  const registered = new Map<string, InstanceInformation>();
  for await (const page of allPages((token) => pages.describeInformation(token))) {
    for (const information of page.InstanceInformationList ?? []) registered.set(information.InstanceId ?? '', information);
  }
  return registered;
}

async function existingIn(pages: SpokePages): Promise<Instance[]> {
  const instances: Instance[] = [];
  for await (const page of allPages((token) => pages.describeInstances(token))) {
    for (const reservation of page.Reservations ?? []) instances.push(...(reservation.Instances ?? []));
  }
  return instances;
}

async function* allPages<Page extends { NextToken?: string | undefined }>(
  read: (token: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const page = await read(token);
    yield page;
    // DescribeInstances ends with no token, DescribeInstanceInformation also with an empty one.
    token = page.NextToken === '' ? undefined : page.NextToken;
  } while (token !== undefined);
}
