import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ASKED_EVERY_MS = 100;

/**
 * Runs `work` while no other process packages in this repository: two packagers in one folder would each ship half of
 * the other's files. Waits as long as the other process lives.
 */
export async function inPackagingTurn<Result>(root: string, work: () => Promise<Result>): Promise<Result> {
  const folder = join(root, 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'patchwave-packaging.lock');
  const mine = `${lock}.${String(process.pid)}`;
  // By a link to a file that is already written: nobody can find a lock that does not yet name its holder.
  writeFileSync(mine, String(process.pid));
  while (!tookLock(mine, lock)) await pause(ASKED_EVERY_MS);
  rmSync(mine);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tookLock(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    // ESRCH: its holder died; ENOENT: it has just been given back. Whoever may not be asked lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
