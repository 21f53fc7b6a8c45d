import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageServices } from '#local/runtime/packaging/package-services.ts';
import { packagedFunctions, type PackagedFunction } from './packaged-functions.ts';

export interface Packages {
  seconds: number;
  functions: PackagedFunction[];
}

const COPIED = ['config', 'services', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'];
const MADE = /[\\/](\.serverless|\.esbuild)([\\/]|$)/;

/**
 * Packages every service in a fresh copy of the repository, where nothing is left of an earlier time. What the operating
 * system has in memory of node_modules stays there. The copy goes when the process ends.
 */
export async function packageCold(root: string): Promise<Packages> {
  const copy = mkdtempSync(join(tmpdir(), 'patchwave-cold-'));
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
  for (const part of COPIED) cpSync(join(root, part), join(copy, part), { recursive: true, filter: (file) => !MADE.test(file.slice(root.length)) });
  linkModules(root, copy);
  const startedMs = performance.now();
  await packageServices({ root: copy, stage: 'dev', progress: () => undefined });
  return { seconds: (performance.now() - startedMs) / 1000, functions: packagedFunctions(copy) };
}

/** One by one and without `.cache`: there lies the lock that makes two packagers of one repository wait for each other. */
function linkModules(root: string, copy: string): void {
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
}
