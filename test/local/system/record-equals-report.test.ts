import { join } from 'node:path';

import type { Cause } from '#shared/domain/causes.ts';
import { createFleet } from '#local/fleet/create-fleet.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import type { FleetRecordEntry } from '#local/fleet/plan/fleet-record.ts';
import type { Trouble } from '#local/fleet/plan/trouble.ts';
import { readReport, type ReportFile } from './report-file.ts';
import { createWorkbench, type Ending } from './start-process.ts';

const workbench = createWorkbench();
afterAll(() => workbench.clean());

// Twelve accounts with 25 instances each: the smallest fleet that holds every kind of trouble.
const size = { seed: 1, accounts: 12, regions: ['us-east-1'], instances: 300 };

/** The cause that a report must name for each kind of trouble; none where the instance deserves to be Compliant. */
const causeOf: Record<Exclude<Trouble, 'unmanaged' | 'stopped'>, Cause | undefined> = {
  none: undefined,
  'slow-reboot': undefined,
  'transient-failure': undefined,
  'dead-agent': 'AgentSilent',
  // The patch state in SSM is of the last operation that succeeded, so exit code 1 is all that is known.
  'failing-patch': 'ScriptFailed',
  'disk-full': 'DiskFull',
  'lost-after-reboot': 'SilentAfterReboot',
  'pending-reboot': 'RebootPending',
  'lying-agent': 'PatchesMissing',
  'stuck-package-manager': 'ExecutionTimedOut',
};

const leftOut = ['Unmanaged', 'Stopped', 'TargetUnreachable'];
const record = createFleet({ ...size, timers: new VirtualTimers(0), publish: () => undefined }).record();
const deservesPlan = (entry: FleetRecordEntry) => !leftOut.includes(entry.deserves);

let ending: Ending;
let report: ReportFile;

beforeAll(async () => {
  const folder = workbench.folder();
  ending = await workbench.run([
    '--headless', '--auto-approve', '--accounts', '12', '--regions', 'us-east-1', '--instances', '300', '--speed', 'max',
    '--data', join(folder, 'data'), '--json', join(folder, 'summary.json'),
  ]);
  report = readReport(ending);
}, 180_000);

describe("the fleet's own record and the report", () => {
  it('are of a fleet that holds every kind of trouble', () => {
    const kinds: string[] = [...Object.keys(causeOf), 'unmanaged', 'stopped', 'role-refused'];
    expect([...new Set(record.map(({ trouble }) => trouble))].sort()).toEqual(kinds.sort());
  });

  it('agree on outcome and cause of every planned instance', () => {
    const deserved = record.filter(deservesPlan).map(({ instanceId, accountId, region, trouble, deserves }) => ({
      instanceId, accountId, region, trouble, outcome: deserves, cause: causeOf[trouble as keyof typeof causeOf],
    }));
    const troubles = new Map(record.map(({ instanceId, trouble }) => [instanceId, trouble]));
    const said = report.instances.map(({ instanceId, accountId, region, outcome, cause }) => ({
      instanceId, accountId, region, trouble: troubles.get(instanceId), outcome, cause,
    }));
    expect(byId(said)).toEqual(byId(deserved));
  });

  it('say a cause in words and the next step wherever an instance is not Compliant', () => {
    const speechless = report.instances.filter(({ outcome, causeWords }) => (outcome === 'Compliant') !== (causeWords === undefined));
    expect(speechless).toEqual([]);
  });

  it('show that a download which failed once was tried again, and only that', () => {
    const troubles = new Map(record.map(({ instanceId, trouble }) => [instanceId, trouble]));
    const attempts = new Map<string | undefined, Set<number>>();
    for (const { instanceId, attempts: times } of report.instances) {
      const trouble = troubles.get(instanceId);
      attempts.set(trouble, (attempts.get(trouble) ?? new Set()).add(times));
    }
    expect([attempts.get('none'), attempts.get('transient-failure')]).toEqual([new Set([1]), new Set([2])]);
  });

  it('agree on what could be in no plan, and why', () => {
    const named = record.filter(({ deserves }) => deserves === 'Unmanaged' || deserves === 'Stopped')
      .map(({ instanceId, accountId, region, deserves }) => ({ instanceId, accountId, region, reason: deserves }));
    const said = report.notPlannedInstances.flatMap(({ reason, accountId, region, instanceIds }) =>
      instanceIds.map((instanceId) => ({ instanceId, accountId, region, reason })),
    );
    expect(byId(said)).toEqual(byId(named));
  });

  it('agree on the account that nobody could read', () => {
    const unread = report.notPlannedInstances.filter(({ reason }) => reason === 'TargetUnreachable');
    const refusing = record.filter(({ deserves }) => deserves === 'TargetUnreachable').map(({ accountId }) => accountId);
    expect(unread.map(({ accountId }) => accountId).sort()).toEqual([...new Set(refusing)].sort());
  });
});

function byId<Row extends { instanceId: string }>(rows: Row[]): Row[] {
  return rows.toSorted((one, other) => one.instanceId.localeCompare(other.instanceId));
}
