import { openSync, writeSync } from 'node:fs';

/**
 * Sends what this thread prints to a file, or nowhere: stdout of the process belongs to results. Written at once, in
 * this thread, because a worker's own streams pass through the main thread, which has better things to do.
 */
export function captureOutput(logFile: string | undefined): void {
  const descriptor = logFile === undefined ? undefined : openSync(logFile, 'a');
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    if (descriptor !== undefined) writeSync(descriptor, typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    const callback = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
    if (callback) queueMicrotask(callback);
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
}
