import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { badInput } from '#cli/exit-codes.ts';

/** Refuses a `--json` that could not be written, before the run rather than after it, when its figures would be lost. */
export function refuseUnwritableJson(file: string | undefined): void {
  if (file === undefined) return;
  const path = resolve(file);
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw badInput(`--json: found no folder ${folder} that can be written to (${error instanceof Error ? error.message : String(error)}), expected one. Make it, or name another file.`);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw badInput(`--json: found the folder ${path}, expected a file. Name a file in it.`);
  }
}
