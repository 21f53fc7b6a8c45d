import type { Restore } from '#shared/domain/restore.ts';

/** A row as it is stored; nothing of it is looked at but its key. */
export interface StoredRow {
  key: string;
  row: Readonly<Record<string, unknown>>;
}

/** How a table came to be there. */
export type TableOrigin = 'missing' | 'being restored' | 'not restored' | { restoredTo: number };

/** A stage's tables, as a restore needs them. */
export interface RecoveryTables {
  /** In words: `http://127.0.0.1:4566` or `stage prod`. */
  readonly name: string;
  /** `patchwave-<stage>-<service>`. */
  tableName(service: string): string;
  /** The hub's own time, epoch ms. */
  now(): Promise<number>;
  originOf(table: string): Promise<TableOrigin>;
  /** All rows, page by page, each as of its reading. */
  rows(table: string): AsyncIterable<readonly StoredRow[]>;
  write(table: string, rows: readonly StoredRow[]): Promise<void>;
  remove(table: string, keys: readonly string[]): Promise<void>;
  markOf(table: string): Promise<Restore | undefined>;
  putMark(table: string, restore: Restore): Promise<void>;
}
