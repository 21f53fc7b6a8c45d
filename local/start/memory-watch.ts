import { readdirSync, readFileSync } from 'node:fs';

const SAMPLED_EVERY_MS = 1_000;

/** The peak memory of this process and all its children, as the sum of their proportional set sizes. */
export interface MemoryWatch {
  /** MiB, 0 where the system has no /proc. */
  peakMiB(): number;
  stop(): void;
}

export function watchMemory(): MemoryWatch {
  let peakKiB = sampleKiB();
  const timer = setInterval(() => {
    peakKiB = Math.max(peakKiB, sampleKiB());
  }, SAMPLED_EVERY_MS);
  timer.unref();
  return {
    peakMiB: () => Math.round(Math.max(peakKiB, sampleKiB()) / 1024),
    stop: () => clearInterval(timer),
  };
}

function sampleKiB(): number {
  return processTree(process.pid).reduce((sum, pid) => sum + pssKiB(pid), 0);
}

function processTree(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(processTree)];
}

function childrenOf(pid: number): number[] {
  return readOrEmpty(() => readdirSync(`/proc/${String(pid)}/task`)).flatMap((thread) =>
    readText(`/proc/${String(pid)}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

function pssKiB(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(readText(`/proc/${String(pid)}/smaps_rollup`))?.[1] ?? 0);
}

function readText(path: string): string {
  return readOrEmpty(() => [readFileSync(path, 'utf8')])[0] ?? '';
}

/** A process may end between two reads, and other systems have no /proc: both count as nothing. */
function readOrEmpty(read: () => string[]): string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
