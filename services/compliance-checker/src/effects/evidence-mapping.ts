import type { CommandInvocation, CommandPlugin, InstanceInformation, InstancePatchState } from '@aws-sdk/client-ssm';

import type { Agent, Invocation, PatchState } from '../core/evidence.ts';

/** SSM's response code of a step that has not run or never said how it ended. */
const NOT_RUN = -1;

export function invocationOf(answer: CommandInvocation): Invocation {
  const plugins = answer.CommandPlugins ?? [];
  const exitCode = exitCodeOf(plugins);
  const startedAt = startOf(plugins);
  return {
    instanceId: answer.InstanceId ?? '',
    statusDetails: answer.StatusDetails ?? answer.Status ?? '',
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

/** The document has a step per platform, and those of the others are skipped with 0: the step that failed speaks. */
function exitCodeOf(plugins: readonly CommandPlugin[]): number | undefined {
  const codes = plugins.map(({ ResponseCode }) => ResponseCode).filter((code) => code !== undefined && code !== NOT_RUN);
  return codes.find((code) => code !== 0) ?? codes[0];
}

function startOf(plugins: readonly CommandPlugin[]): number | undefined {
  const starts = plugins.map(({ ResponseStartDateTime }) => timeOf(ResponseStartDateTime)).filter((time) => time !== undefined);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

export function patchStateOf(answer: InstancePatchState): PatchState {
  const endedAt = timeOf(answer.OperationEndTime);
  return {
    instanceId: answer.InstanceId ?? '',
    operation: answer.Operation ?? '',
    ...(answer.SnapshotId === undefined ? {} : { snapshotId: answer.SnapshotId }),
    startedAt: timeOf(answer.OperationStartTime) ?? 0,
    ...(endedAt === undefined ? {} : { endedAt }),
    installed: countOf(answer.InstalledCount),
    missing: countOf(answer.MissingCount),
    failed: countOf(answer.FailedCount),
    pendingReboot: countOf(answer.InstalledPendingRebootCount),
  };
}

export function agentOf(answer: InstanceInformation): Agent {
  const lastPingAt = timeOf(answer.LastPingDateTime);
  return {
    instanceId: answer.InstanceId ?? '',
    pingStatus: answer.PingStatus ?? '',
    ...(lastPingAt === undefined ? {} : { lastPingAt }),
  };
}

/** SSM leaves a count out where it is zero only in old agents' reports; what is left out is unknown, not zero. */
function countOf(count: number | undefined): number {
  return count ?? -1;
}

/** SSM writes 1970 where it knows no time. */
function timeOf(date: Date | undefined): number | undefined {
  const time = date?.getTime();
  return time === undefined || time <= 0 || Number.isNaN(time) ? undefined : time;
}
