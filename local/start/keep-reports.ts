import { hasRunEnded } from '#shared/domain/status.ts';
import type { Hub } from '#cli/hub/hub.ts';
import { saveReport } from './save-report.ts';

const LOOKED_AT_EVERY_MS = 2_000;

/** Copies the report of each run that ends into the data folder, where a person can open it. Returns how to stop. */
export function keepReports(hub: Hub, dataFolder: string, note: (line: string) => void): () => Promise<void> {
  const kept = new Set<string>();
  let stopped = false;
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => (stopped ? undefined : keepNew(hub, { dataFolder, kept, note })));
  }, LOOKED_AT_EVERY_MS);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await looking;
  };
}

interface Keeping {
  dataFolder: string;
  kept: Set<string>;
  note: (line: string) => void;
}

async function keepNew(hub: Hub, { dataFolder, kept, note }: Keeping): Promise<void> {
  const { runs } = await hub.runs();
  for (const { runId, status } of runs.filter((run) => hasRunEnded(run.status) && !kept.has(run.runId))) {
    const run = await hub.run(runId);
    if (run === undefined) continue;
    const report = await saveReport(hub, run, dataFolder);
    // A run that had no plan never gets a report; that of another is still being written.
    if (report !== undefined || run.manifestKey === undefined) kept.add(runId);
    if (report !== undefined) note(`Run ${runId} ended as ${status}: ${report.html}`);
  }
}
