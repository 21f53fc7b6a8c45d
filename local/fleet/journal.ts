import type { CommandRequest } from './life/command.ts';

/**
 * What outsiders did to the fleet, in order. Everything else follows from the seed and the clock, so these entries are
 * all that must survive a kill. One JSON line each: about 1.5 KB for a command of 50 instances.
 */
export type JournalEntry =
  | {
      kind: 'founded';
      atMs: number;
      seed: number | string;
      accounts: number;
      regions: readonly string[];
      instances: number;
    }
  | ({ kind: 'sent'; commandId: string; request: CommandRequest } & Where)
  | ({ kind: 'cancelled'; commandId: string; instanceIds: readonly string[] } & Where)
  | ({ kind: 'started' | 'stopped'; instanceIds: readonly string[] } & Where);

interface Where {
  /** Milliseconds since 1970 on the scaled clock. */
  atMs: number;
  accountId: string;
  region: string;
}

/** An act of an outsider, before the moment of it is known. */
export type Act =
  Exclude<JournalEntry, { kind: 'founded' }> extends infer Entry
    ? Entry extends { atMs: number }
      ? Omit<Entry, 'atMs'>
      : never
    : never;

export interface Journal {
  /** What an earlier process wrote, oldest first. */
  entries: readonly JournalEntry[];
  /** Called before the fleet acts on the entry; if it throws, the caller's request fails and nothing has happened. */
  append(entry: JournalEntry): void;
}

export const forgetfulJournal: Journal = { entries: [], append: () => undefined };
