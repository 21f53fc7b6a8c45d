import type {
  DescribeInstancePatchStatesRequest,
  DescribeInstancePatchStatesResult,
  InstancePatchState,
} from '@aws-sdk/client-ssm';
import type { Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import { baselineId } from '../life/job-output.ts';
import type { PatchReport } from '../life/patch-inventory.ts';
import { type SimulatedInstance, visibleReport } from '../life/simulated-instance.ts';
import { pageOf, withToken } from './pages.ts';
import { checkLength, constraintError } from './validation.ts';

/** The last *successful* operation of each instance: what failed since then leaves the old, perhaps green, state. */
export function describeInstancePatchStates(
  context: FleetContext,
  input: DescribeInstancePatchStatesRequest,
  caller: Caller,
): DescribeInstancePatchStatesResult {
  if (input.InstanceIds === undefined) throw constraintError('instanceIds', null, 'not be null');
  checkLength('instanceIds', input.InstanceIds, 50);
  const place = placeOf(context, caller);
  const found = input.InstanceIds.flatMap((id) => {
    const instance = place.instances.get(id);
    return instance === undefined ? [] : stateOf(instance, context.world.agenda.now());
  });
  const { page, nextToken } = pageOf(found, input, {
    from: 10,
    to: 100,
    usual: 50,
    keyOf: ({ InstanceId }) => InstanceId ?? '',
  });
  return withToken({ InstancePatchStates: page }, nextToken);
}

export function stateOf(instance: SimulatedInstance, nowMs: number): InstancePatchState[] {
  const report = instance.plan.trouble === 'unmanaged' ? undefined : visibleReport(instance, nowMs);
  return report === undefined ? [] : [describe(instance, report)];
}

function describe(instance: SimulatedInstance, report: PatchReport): InstancePatchState {
  const nonCompliant = report.missing + report.failed + report.pendingReboot;
  const { lastNoRebootInstallAtMs } = report;
  return {
    InstanceId: instance.plan.instanceId,
    PatchGroup: instance.plan.tags['PatchGroup'] ?? '',
    BaselineId: baselineId(instance),
    ...(report.snapshotId === undefined ? {} : { SnapshotId: report.snapshotId }),
    InstalledCount: report.installed,
    InstalledOtherCount: 0,
    InstalledPendingRebootCount: report.pendingReboot,
    InstalledRejectedCount: 0,
    MissingCount: report.missing,
    FailedCount: report.failed,
    UnreportedNotApplicableCount: 0,
    NotApplicableCount: 0,
    OperationStartTime: new Date(report.startedAtMs),
    OperationEndTime: new Date(report.endedAtMs),
    Operation: report.operation,
    ...(lastNoRebootInstallAtMs === undefined
      ? {}
      : { LastNoRebootInstallOperationTime: new Date(lastNoRebootInstallAtMs) }),
    ...(report.rebootOption === undefined ? {} : { RebootOption: report.rebootOption }),
    CriticalNonCompliantCount: Math.ceil(nonCompliant / 4),
    SecurityNonCompliantCount: Math.floor(nonCompliant / 4),
    OtherNonCompliantCount: nonCompliant - Math.ceil(nonCompliant / 4) - Math.floor(nonCompliant / 4),
  };
}
