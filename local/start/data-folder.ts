import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Two processes on one folder would ruin its tables: the second is refused, naming the first. */
export class DataFolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`--data: found ${folder} in use by process ${String(pid)}, expected a folder of its own. End that process, or name another folder.`);
    this.name = 'DataFolderInUse';
  }
}

export interface DataFolder {
  path: string;
  release(): void;
}

/** Takes the folder for this process; a lock left by a process that is gone is taken over. */
export function takeDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true });
  const lock = join(path, 'lock');
  const file = openLock(path, lock);
  writeSync(file, String(process.pid));
  closeSync(file);
  return { path, release: () => rmSync(lock, { force: true }) };
}

function openLock(path: string, lock: string): number {
  try {
    return openSync(lock, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(lock, 'utf8'));
    if (isAlive(holder)) throw new DataFolderInUse(path, holder);
    rmSync(lock, { force: true });
    return openSync(lock, 'wx');
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
