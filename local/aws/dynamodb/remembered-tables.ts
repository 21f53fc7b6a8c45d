type Callback = (error: unknown, table?: object) => void;

/** The part of dynalite's store that reads and writes the definitions of tables. */
export interface TableStore {
  tableDb: { put: (...input: unknown[]) => unknown; del: (...input: unknown[]) => unknown };
  getTable: (name: string, ...rest: [Callback] | [checkStatus: boolean, done: Callback]) => void;
}

/**
 * Lets dynalite remember the definitions of its tables: it reads one from disk before every operation on an item,
 * which is half of all its reads. Operations on tables pass `checkStatus`, may change what they get, and are let through.
 */
export function rememberTables(store: TableStore): void {
  const known = new Map<string, object>();
  let changes = 0;
  for (const write of ['put', 'del'] as const) {
    const original = store.tableDb[write].bind(store.tableDb);
    store.tableDb[write] = (...input) => {
      changes += 1;
      known.clear();
      return original(...input);
    };
  }
  const getTable = store.getTable.bind(store);
  store.getTable = (name, ...rest) => {
    if (rest.length === 2) {
      getTable(name, ...rest);
      return;
    }
    const [done] = rest;
    const table = known.get(name);
    if (table !== undefined) {
      queueMicrotask(() => done(null, table));
      return;
    }
    const before = changes;
    getTable(name, (error, found) => {
      // A write that came while this was read may have made it old.
      if (found !== undefined && changes === before) known.set(name, found);
      done(error, found);
    });
  };
}
