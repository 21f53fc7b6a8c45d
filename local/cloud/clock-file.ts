import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Where the scaled clock stood: eight bytes, rewritten in place whenever it stands, so that no kill can set it back. */
export interface ClockFile {
  /** Epoch ms; undefined in a new folder. */
  readonly stoodAtMs: number | undefined;
  write(nowMs: number): void;
  close(): void;
}

const BYTES = 8;

export function openClockFile(path: string): ClockFile {
  const before = existsSync(path) ? readFileSync(path) : undefined;
  const stoodAtMs = before?.length === BYTES ? before.readDoubleLE() : undefined;
  const file = openSync(path, before === undefined ? 'w' : 'r+');
  const bytes = Buffer.alloc(BYTES);
  return {
    stoodAtMs,
    write(nowMs) {
      bytes.writeDoubleLE(nowMs);
      writeSync(file, bytes, 0, BYTES, 0);
    },
    close: () => closeSync(file),
  };
}
