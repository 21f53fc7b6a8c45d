import { join } from 'node:path';

import { outcomesByInstance, readReport } from './report-file.ts';
import { takenMoreThanOnce } from './fleet-journal.ts';
import { createWorkbench, smallFleet } from './start-process.ts';

const workbench = createWorkbench();
afterAll(() => workbench.clean());

async function runWith(seed: string, eventFaults?: string) {
  const folder = workbench.folder();
  const data = join(folder, 'data');
  const ending = await workbench.run(
    [...smallFleet, '--auto-approve', '--seed', seed, '--data', data, '--json', join(folder, 'summary.json')],
    eventFaults === undefined ? {} : { PATCHWAVE_EVENT_FAULTS: eventFaults },
  );
  const { status, commands } = ending.summary ?? {};
  return {
    exitCode: ending.exitCode,
    status,
    commandsMissing: (commands?.planned ?? NaN) - (commands?.accepted ?? NaN),
    outcomes: outcomesByInstance(readReport(ending)),
    takenMoreThanOnce: takenMoreThanOnce(data),
  };
}

describe('a run on a bus that doubles 5 % of its events and loses 1 %', () => {
  it.each(['1', '2'])('ends as on a faultless bus, and the fleet takes no command twice (seed %s)', async (seed) => {
    const [faultless, faulty] = await Promise.all([runWith(seed), runWith(seed, 'duplicate=0.05,lost=0.01')]);
    expect(faulty).toEqual(faultless);
    expect(faultless).toEqual({ ...faultless, exitCode: 0, status: 'Completed', commandsMissing: 0, takenMoreThanOnce: [] });
  }, 120_000);
});
