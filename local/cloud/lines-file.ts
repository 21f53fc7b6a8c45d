import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

export interface LinesFile<Line> {
  /** What the file held when it was opened, oldest first. */
  entries: readonly Line[];
  append(line: Line): void;
  close(): void;
}

/** One JSON line an entry. A last line that a kill cut short never happened. */
export function openLinesFile<Line>(path: string): LinesFile<Line> {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  const file = openSync(path, 'a');
  return {
    entries: whole.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line),
    append: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    close: () => closeSync(file),
  };
}
