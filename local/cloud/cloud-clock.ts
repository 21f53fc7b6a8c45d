import { ScaledClock } from '#local/clock/scaled-clock.ts';
import { wall } from '#local/clock/wall.ts';
import { openClockFile } from './clock-file.ts';

export interface CloudClock {
  clock: ScaledClock;
  /** One Float64, the scaled time, which the functions' threads read. */
  cell: SharedArrayBuffer;
  close(): void;
}

/** The one clock of a local cloud; it goes on where the file at `path` says that it stood. */
export function startCloudClock(path: string, speed: number): CloudClock {
  const file = openClockFile(path);
  const cell = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const standing = new Float64Array(cell);
  const clock = new ScaledClock({
    startMs: file.stoodAtMs ?? Date.now(),
    speed,
    wall,
    onStand(nowMs) {
      standing[0] = nowMs;
      file.write(nowMs);
    },
  });
  return { clock, cell, close: () => file.close() };
}

