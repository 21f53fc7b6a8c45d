import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RunReadModel } from '#shared/domain/read-model.ts';
import type { Hub } from '#cli/hub/hub.ts';

const formats = ['html', 'json', 'csv'] as const;

/** Copies the report out of the run bucket to `<data>/runs/<runId>/`, where a person can open it. */
export async function saveReport(hub: Hub, run: RunReadModel, dataFolder: string): Promise<Record<(typeof formats)[number], string> | undefined> {
  const { report } = run;
  if (report === undefined) return undefined;
  const folder = join(dataFolder, 'runs', run.runId);
  mkdirSync(folder, { recursive: true });
  const paths = formats.map(async (format) => {
    const path = join(folder, `report.${format}`);
    writeFileSync(path, (await hub.readText(report[format])) ?? '');
    return [format, path] as const;
  });
  return Object.fromEntries(await Promise.all(paths)) as Record<(typeof formats)[number], string>;
}
