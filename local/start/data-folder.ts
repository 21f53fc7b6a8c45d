import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Two processes on one folder would ruin its tables: the second is refused, naming the first. */
export class DataFolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`--data: found ${folder} in use by process ${String(pid)}, expected a folder of its own. End that process, or name another folder.`);
    this.name = 'DataFolderInUse';
  }
}

/** The path cannot be a folder, or cannot be written to. */
export class DataFolderUnusable extends Error {
  constructor(folder: string, reason: string) {
    super(`--data: found ${folder}, which cannot be used (${reason}), expected a folder that can be written to. Name another one.`);
    this.name = 'DataFolderUnusable';
  }
}

export interface DataFolder {
  path: string;
  release(): void;
}

/** Takes the folder for this process; a lock left by a process that is gone is taken over. */
export function takeDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  const lock = join(path, 'lock');
  const mine = `${lock}.${String(process.pid)}`;
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(mine, String(process.pid));
  } catch (error) {
    throw new DataFolderUnusable(path, error instanceof Error ? error.message : String(error));
  }
  try {
    takeLock(path, { lock, mine });
  } finally {
    rmSync(mine, { force: true });
  }
  return { path, release: () => rmSync(lock, { force: true }) };
}

/** By a link to a file that is already written: nobody can find a lock that does not yet name its holder. */
function takeLock(path: string, { lock, mine }: { lock: string; mine: string }): void {
  try {
    linkSync(mine, lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new DataFolderUnusable(path, String(error));
    const holder = Number(readFileSync(lock, 'utf8'));
    if (isAlive(holder)) throw new DataFolderInUse(path, holder);
    rmSync(lock, { force: true });
    linkSync(mine, lock);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
