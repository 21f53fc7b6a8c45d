import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks a function's zip below `folder`, once per content: two functions with the same bundle share one copy.
 * Returns the absolute path of the unpacked code.
 */
export function unpackArtifact(artifact: string, folder: string): string {
  if (!existsSync(artifact)) throw new Error(`artifact ${artifact}: not found; run "npm run package" first.`);
  const zip = readFileSync(artifact);
  const target = join(resolve(folder), createHash('sha256').update(zip).digest('hex').slice(0, 32));
  if (existsSync(target)) return target;
  // Unpacked aside and renamed, so that a kill half-way leaves no copy that looks complete.
  const aside = `${target}.${process.pid}`;
  for (const [path, content] of Object.entries(unzipSync(zip))) {
    if (!path.endsWith('/')) writeInside(aside, path, content);
  }
  try {
    renameSync(aside, target);
  } catch (error) {
    // Another process was faster with the same content.
    if (!existsSync(target)) throw error;
    rmSync(aside, { recursive: true });
  }
  return target;
}

function writeInside(folder: string, path: string, content: Uint8Array): void {
  const file = resolve(folder, path);
  if (!file.startsWith(folder + sep)) throw new Error(`artifact: entry "${path}" would be written outside its folder.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
