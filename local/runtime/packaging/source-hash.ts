import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MADE_FOLDERS = /(^|[/\\])(\.serverless|\.esbuild|node_modules)([/\\]|$)/;
const TESTS = /\.test\.ts$/

/** A hash over the content of all files that end up in a package: whatever it misses would be deployed stale. */
export function sourceHash(root: string, folders: readonly string[], files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...folders.flatMap((folder) => filesBelow(root, folder)), ...files].sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !MADE_FOLDERS.test(file) && !TESTS.test(file));
}
