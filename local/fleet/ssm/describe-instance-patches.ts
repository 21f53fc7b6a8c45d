import type {
  DescribeInstancePatchesRequest,
  DescribeInstancePatchesResult,
  PatchComplianceData,
} from '@aws-sdk/client-ssm';
import { SeededRandom } from '#local/chance/seeded-random.ts';
import { AwsError, type Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import { type SimulatedInstance, visibleReport } from '../life/simulated-instance.ts';
import { pageOf, withToken } from './pages.ts';

const severities = ['Critical', 'Important', 'Moderate', 'Low'];

/** Only what is not in order, plus the last five installed: the whole list of a host helps nobody here. */
export function describeInstancePatches(
  context: FleetContext,
  input: DescribeInstancePatchesRequest,
  caller: Caller,
): DescribeInstancePatchesResult {
  const instance = placeOf(context, caller).instances.get(input.InstanceId ?? '');
  if (instance === undefined) {
    throw new AwsError('InvalidInstanceId', `Instance ${String(input.InstanceId)} is not managed here.`);
  }
  const found = patchesOf(instance, context.world.agenda.now());
  const { page, nextToken } = pageOf(found, input, { from: 10, to: 100, usual: 50, keyOf: ({ KBId }) => KBId ?? '' });
  return withToken({ Patches: page }, nextToken);
}

function patchesOf(instance: SimulatedInstance, nowMs: number): PatchComplianceData[] {
  const report = visibleReport(instance, nowMs);
  if (report === undefined) return [];
  const states: PatchComplianceData['State'][] = [
    ...Array.from({ length: report.failed }, () => 'FAILED' as const),
    ...Array.from({ length: report.missing }, () => 'MISSING' as const),
    ...Array.from({ length: report.pendingReboot }, () => 'INSTALLED_PENDING_REBOOT' as const),
    ...Array.from({ length: Math.min(5, report.installed) }, () => 'INSTALLED' as const),
  ];
  return states.map((state, index) => patch(instance, index, { state, installedAtMs: report.endedAtMs }));
}

function patch(
  { plan }: SimulatedInstance,
  index: number,
  { state, installedAtMs }: { state: PatchComplianceData['State']; installedAtMs: number },
): PatchComplianceData {
  const random = new SeededRandom('patch', plan.os.name, index);
  const kb = plan.os.type === 'Windows' ? `KB50${random.integer(10_000, 99_999)}` : `package-${random.hex(4)}.x86_64`;
  return {
    Title: `${plan.os.name} security update ${kb}`,
    KBId: kb,
    Classification: plan.os.type === 'Windows' ? 'SecurityUpdates' : 'Security',
    Severity: severities[random.integer(0, 3)],
    State: state,
    InstalledTime: new Date((state ?? 'MISSING').startsWith('INSTALLED') ? installedAtMs : 0),
    CVEIds: `CVE-2026-${random.integer(1_000, 49_999)}`,
  };
}
