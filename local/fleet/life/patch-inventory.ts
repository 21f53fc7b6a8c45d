import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { PlannedInstance } from '../plan/planned-instance.ts';

/** What is installed on one instance, in patches. */
export interface PatchInventory {
  installed: number;
  missing: number;
  pendingReboot: number;
  failed: number;
}

/** One result of a patch operation, as SSM keeps it. Only an operation that succeeded leaves one. */
export interface PatchReport extends PatchInventory {
  operation: 'Install' | 'Scan';
  rebootOption: 'RebootIfNeeded' | 'NoReboot' | undefined;
  snapshotId: string | undefined;
  startedAtMs: number;
  endedAtMs: number;
  /** When DescribeInstancePatchStates begins to show it: a small share lags by minutes. */
  visibleFromMs: number;
  lastNoRebootInstallAtMs: number | undefined;
}

export function firstInventory(seed: number | string, instanceId: string): PatchInventory {
  const random = new SeededRandom(seed, instanceId, 'patches');
  return { installed: random.integer(80, 220), missing: random.integer(1, 24), pendingReboot: 0, failed: 0 };
}

/**
 * What SSM knew before the fleet's first run: a scan from the night before. Where the next run will fail before it can
 * report, the old record is all green: a checker that does not ask whose record it reads calls those compliant.
 */
export function reportBefore(instance: PlannedInstance, inventory: PatchInventory, foundedAtMs: number): PatchReport {
  const green = ['failing-patch', 'disk-full', 'dead-agent', 'lost-after-reboot'].includes(instance.trouble);
  const endedAtMs = foundedAtMs - 8 * 3_600_000;
  return {
    ...inventory,
    missing: green ? 0 : inventory.missing,
    operation: 'Scan',
    rebootOption: undefined,
    snapshotId: undefined,
    startedAtMs: endedAtMs - 150_000,
    endedAtMs,
    visibleFromMs: endedAtMs,
    lastNoRebootInstallAtMs: undefined,
  };
}
