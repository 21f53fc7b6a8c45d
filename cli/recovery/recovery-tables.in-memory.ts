import type { Restore } from '#shared/domain/restore.ts';

import type { RecoveryTables, StoredRow, TableOrigin } from './recovery-tables.ts';

export interface TableInMemory {
  origin: TableOrigin;
  rows: Map<string, Readonly<Record<string, unknown>>>;
  mark?: Restore;
}

/** Tables by name, which a test may look into. */
export function createRecoveryTablesInMemory(tables: Map<string, TableInMemory>, now: number): RecoveryTables {
  function known(name: string): TableInMemory {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`${name}: no such table`);
    return table;
  }
  return {
    name: 'hub in memory',
    tableName: (service) => `patchwave-dev-${service}`,
    now: () => Promise.resolve(now),
    originOf: (name) => Promise.resolve(tables.get(name)?.origin ?? 'missing'),
    async *rows(name) {
      const rows: StoredRow[] = await Promise.resolve([...known(name).rows].map(([key, row]) => ({ key, row })));
      for (const row of rows) yield [row];
    },
    write(name, rows) {
      for (const { key, row } of rows) known(name).rows.set(key, row);
      return Promise.resolve();
    },
    remove(name, keys) {
      for (const key of keys) known(name).rows.delete(key);
      return Promise.resolve();
    },
    markOf: (name) => Promise.resolve(known(name).mark),
    putMark(name, restore) {
      known(name).mark = restore;
      return Promise.resolve();
    },
  };
}
