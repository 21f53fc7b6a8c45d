import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { Invocation } from './command.ts';
import type { PatchJob } from './job.ts';
import type { SimulatedInstance } from './simulated-instance.ts';

/** Each operating system has its own default baseline. */
export function baselineId({ plan }: SimulatedInstance): string {
  return `pb-0${new SeededRandom('baseline', plan.os.name).hex(16)}`;
}

/** What the plugin printed, in the manner of AWS-RunPatchBaseline; always under the 2,500 characters that SSM keeps. */
export function jobOutput(invocation: Invocation, nowMs: number): string {
  const { command, job } = invocation;
  if (job === undefined) return '';
  if (job.operation === 'Script') return `${command.request.parameters['commands']?.length ?? 0} command(s) run\n`;
  // Jobs that fail before the first patch never come to their summary.
  const summed = job.exitCode === 0 || job.exitCode === 1;
  return (summed ? summary(invocation, job, nowMs) : '') + failure(job);
}

function failure({ error, exitCode }: PatchJob): string {
  return error === undefined
    ? ''
    : `----------ERROR-------\n${error}\nfailed to run commands: exit status ${exitCode}\n`;
}

function summary({ instance, command, startedAtMs }: Invocation, job: PatchJob, nowMs: number): string {
  const after = job.after ?? instance.patches;
  const rows: [string, string | number][] = [
    ['PatchGroup', instance.plan.tags['PatchGroup'] ?? ''],
    ['BaselineId', baselineId(instance)],
    ['SnapshotId', command.request.parameters['SnapshotId']?.[0] ?? ''],
    ['RebootOption', job.rebootOption],
    ['OwnerInformation', ''],
    ['OperationType', job.operation],
    ['OperationStartTime', new Date(startedAtMs ?? nowMs).toISOString()],
    ['OperationEndTime', new Date(nowMs).toISOString()],
    ['InstalledCount', after.installed],
    ['InstalledOtherCount', 0],
    ['InstalledRejectedCount', 0],
    ['InstalledPendingRebootCount', after.pendingReboot],
    ['NotApplicableCount', 0],
    ['MissingCount', after.missing],
    ['FailedCount', after.failed],
  ];
  return [
    `Patch Summary for ${instance.plan.instanceId}`,
    ...rows.map(([name, value]) => `${name.padEnd(29)}: ${value}`),
    '',
  ].join('\n');
}
