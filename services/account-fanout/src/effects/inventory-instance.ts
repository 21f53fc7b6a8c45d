import type { Instance } from '@aws-sdk/client-ec2';
import type { InstanceInformation } from '@aws-sdk/client-ssm';

import type { InventoryInstance, Platform } from '#shared/domain/inventory.ts';

const STOPPED: readonly (string | undefined)[] = ['stopping', 'stopped'];
const AUTO_SCALING_GROUP_TAG = 'aws:autoscaling:groupName';

/** Joins what EC2 and Systems Manager say of one instance; `information` is absent where it is not registered. */
export function inventoryInstanceOf(instance: Instance, information: InstanceInformation | undefined): InventoryInstance {
  const tags = Object.fromEntries((instance.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  const autoScalingGroup = tags[AUTO_SCALING_GROUP_TAG];
  return {
    id: instance.InstanceId ?? '',
    platform: platformOf(instance, information),
    state: stateOf(instance, information),
    tags,
    zone: instance.Placement?.AvailabilityZone ?? '',
    ...(autoScalingGroup === undefined ? {} : { autoScalingGroup }),
  };
}

function stateOf(instance: Instance, information: InstanceInformation | undefined): InventoryInstance['state'] {
  if (STOPPED.includes(instance.State?.Name)) return 'stopped';
  return information === undefined ? 'unmanaged' : 'managed';
}

/** EC2 only knows Windows by name; a Mac shows itself by its agent or its instance type. */
function platformOf(instance: Instance, information: InstanceInformation | undefined): Platform {
  const agentSays = information?.PlatformType;
  if (agentSays === 'MacOS') return 'macOS';
  if (agentSays !== undefined) return agentSays;
  if (instance.Platform?.toLowerCase() === 'windows') return 'Windows';
  return instance.InstanceType?.startsWith('mac') === true ? 'macOS' : 'Linux';
}
