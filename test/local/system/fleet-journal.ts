import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { JournalEntry } from '#local/fleet/journal.ts';

type Sent = Extract<JournalEntry, { kind: 'sent' }>;

/** The commands that the fleet took, oldest first; it wrote each down before it acted, so no kill can hide one. */
export function commandsTaken(dataFolder: string): Sent[] {
  const lines = readFileSync(join(dataFolder, 'cloud', 'fleet.jsonl'), 'utf8').split('\n').filter(Boolean);
  // A kill may cut the last line short; what it would have said never happened.
  return lines.map(asEntry).filter((entry) => entry?.kind === 'sent');
}

function commandsTakenByToken(dataFolder: string): Map<string, number> {
  const taken = new Map<string, number>();
  for (const entry of commandsTaken(dataFolder)) taken.set(tokenOf(entry), (taken.get(tokenOf(entry)) ?? 0) + 1);
  return taken;
}

/** When the fleet took the commands of a run, by its own clock: epoch ms. */
export function momentsTaken(dataFolder: string, runId: string): number[] {
  return commandsTaken(dataFolder).filter((entry) => tokenOf(entry).startsWith(`patchwave/${runId}/`)).map(({ atMs }) => atMs);
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
