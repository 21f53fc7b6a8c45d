import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { JournalEntry } from '#local/fleet/journal.ts';

type Sent = Extract<JournalEntry, { kind: 'sent' }>;

/** How often the fleet took a command with each token; it wrote this before it acted, so no kill can hide one. */
function commandsTakenByToken(dataFolder: string): Map<string, number> {
  const lines = readFileSync(join(dataFolder, 'cloud', 'fleet.jsonl'), 'utf8').split('\n').filter(Boolean);
  const taken = new Map<string, number>();
  for (const line of lines) {
    // A kill may cut the last line short; what it would have said never happened.
    const entry = asEntry(line);
    if (entry?.kind === 'sent') taken.set(tokenOf(entry), (taken.get(tokenOf(entry)) ?? 0) + 1);
  }
  return taken;
}

export function takenMoreThanOnce(dataFolder: string): string[] {
  return [...commandsTakenByToken(dataFolder)].filter(([, times]) => times > 1).map(([token]) => token);
}

function tokenOf({ request }: Sent): string {
  return request.comment;
}

function asEntry(line: string): JournalEntry | undefined {
  return line.endsWith('}') ? (JSON.parse(line) as JournalEntry) : undefined;
}
