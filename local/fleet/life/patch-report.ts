import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { Invocation } from './command.ts';
import type { PatchJob } from './job.ts';
import type { PatchReport } from './patch-inventory.ts';
import type { World } from './world.ts';

/** What the agent reports at the end of a patch operation that succeeded. A script reports nothing. */
export function keepReport(world: World, invocation: Invocation, job: PatchJob): void {
  if (job.operation === 'Script') return;
  const { instance, command, startedAtMs } = invocation;
  const nowMs = world.agenda.now();
  const lastOne = instance.reports.slice(-1);
  const next: PatchReport = {
    ...(job.after ?? instance.patches),
    operation: job.operation,
    rebootOption: job.operation === 'Install' ? job.rebootOption : undefined,
    snapshotId: command.request.parameters['SnapshotId']?.[0],
    startedAtMs: startedAtMs ?? nowMs,
    endedAtMs: nowMs - 1_000,
    visibleFromMs: nowMs + lagMs(world, invocation),
    lastNoRebootInstallAtMs: leavesRebootOpen(job) ? nowMs : lastOne[0]?.lastNoRebootInstallAtMs,
  };
  instance.reports = [...lastOne, next];
}

/** One in twenty reports becomes visible only minutes after the command's end. */
function lagMs({ seed }: World, { instance, ordinal }: Invocation): number {
  return reportLagMs(seed, instance.plan.instanceId, ordinal);
}

/** How long after its end an operation's report becomes visible; `ordinal` counts the commands of the instance from 0. */
export function reportLagMs(seed: number | string, instanceId: string, ordinal: number): number {
  const random = new SeededRandom(seed, instanceId, 'report', ordinal);
  return random.chance(0.05) ? random.integer(60, 170) * 1_000 : 0;
}

function leavesRebootOpen({ operation, rebootOption }: PatchJob): boolean {
  return operation === 'Install' && rebootOption === 'NoReboot';
}
