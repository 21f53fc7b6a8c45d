import type { Journal, JournalEntry } from '#local/fleet/journal.ts';
import { type LinesFile, openLinesFile } from './lines-file.ts';

/** Each entry is written before the fleet acts on it. */
export function openJournalFile(path: string): Journal & LinesFile<JournalEntry> {
  return openLinesFile<JournalEntry>(path);
}
