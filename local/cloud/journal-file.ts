import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

import type { Journal, JournalEntry } from '#local/fleet/journal.ts';

export interface JournalFile extends Journal {
  close(): void;
}

/** One JSON line an entry, written before the fleet acts on it. A last line that a kill cut short never happened. */
export function openJournalFile(path: string): JournalFile {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  const file = openSync(path, 'a');
  return {
    entries: whole.split('\n').filter(Boolean).map((line) => JSON.parse(line) as JournalEntry),
    append: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(file),
  };
}
