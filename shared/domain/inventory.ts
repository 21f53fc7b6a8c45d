import * as z from 'zod/mini';

import { accountId, instanceId, ordinal, region, runId } from '../events/scalars.ts';

export const platforms = ['Linux', 'Windows', 'macOS'] as const;
export type Platform = (typeof platforms)[number];

const inventoryInstance = z.object({
  id: instanceId,
  platform: z.enum(platforms),
  /** Only the managed are patched; the others are listed in the plan with this reason. */
  state: z.enum(['managed', 'unmanaged', 'stopped']),
  tags: z.record(z.string(), z.string()),
  zone: z.string(),
  autoScalingGroup: z.optional(z.string()),
});

const targetInventory = z.object({
  accountId,
  region,
  /** Why the target could not be read; its instances are unknown then. */
  unreachable: z.optional(z.string()),
  instances: z.array(inventoryInstance),
});

/** What discovery found in one chunk of targets; lies in the run bucket and is never overwritten. */
export const inventory = z.object({ runId, chunk: ordinal, targets: z.array(targetInventory) });

export type InventoryInstance = z.infer<typeof inventoryInstance>;
export type TargetInventory = z.infer<typeof targetInventory>;
export type Inventory = z.infer<typeof inventory>;
