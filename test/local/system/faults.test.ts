import { join } from 'node:path';

import { createFleet } from '#local/fleet/create-fleet.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { outcomesByInstance, readReport } from './report-file.ts';
import { takenMoreThanOnce } from './fleet-journal.ts';
import { createWorkbench, smallFleet } from './start-process.ts';

const workbench = createWorkbench();
afterAll(() => workbench.clean());

/** What the fleet of this seed deserves, from its own record: the same as on a bus without faults. */
function deserved(seed: number): Record<string, string> {
  const fleet = createFleet({ seed, accounts: 3, regions: ['us-east-1'], instances: 30, timers: new VirtualTimers(), publish: () => undefined });
  const planned = fleet.record().filter(({ deserves }) => deserves !== 'Unmanaged' && deserves !== 'Stopped');
  return Object.fromEntries(planned.map(({ instanceId, deserves }) => [instanceId, deserves]));
}

describe('a run on a bus that doubles 5 % of its events and loses 1 %', () => {
  it.each([1, 2])('ends as the fleet deserves, and the fleet takes no command twice (seed %s)', async (seed) => {
    const folder = workbench.folder();
    const data = join(folder, 'data');
    const ending = await workbench.run(
      [...smallFleet, '--auto-approve', '--seed', String(seed), '--data', data, '--json', join(folder, 'summary.json')],
      { PATCHWAVE_EVENT_FAULTS: 'duplicate=0.05,lost=0.01' },
    );
    const { status, commands } = ending.summary ?? {};
    expect(ending.stderr).toContain('The bus delivers a share of 0.05 of its events twice, and loses a share of 0.01.');
    expect({
      exitCode: ending.exitCode,
      status,
      accepted: commands?.accepted,
      outcomes: outcomesByInstance(readReport(ending)),
      takenMoreThanOnce: takenMoreThanOnce(data),
    }).toEqual({ exitCode: 0, status: 'Completed', accepted: commands?.planned, outcomes: deserved(seed), takenMoreThanOnce: [] });
  }, 120_000);
});
