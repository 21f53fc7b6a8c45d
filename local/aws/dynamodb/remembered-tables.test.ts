import { rememberTables, type TableStore } from './remembered-tables.ts';

interface Reads {
  store: TableStore;
  /** Names read from disk so far. */
  read: string[];
  /** Lets a read that waits go on. */
  answer: () => void;
}

function aStore(table: object | 'missing' = { TableStatus: 'ACTIVE' }): Reads {
  const read: string[] = [];
  const waiting: (() => void)[] = [];
  const store: TableStore = {
    tableDb: { put: () => undefined, del: () => undefined },
    getTable: (name, ...rest) => {
      read.push(name);
      const done = rest.length === 1 ? rest[0] : rest[1];
      waiting.push(() => (table === 'missing' ? done(new Error('not found')) : done(null, table)));
    },
  };
  rememberTables(store);
  return {
    store,
    read,
    answer: () => {
      for (const go of waiting.splice(0)) go();
    },
  };
}

function get({ store, answer }: Reads, name = 'runs'): Promise<object | undefined> {
  const got = new Promise<object | undefined>((resolve, reject) =>
    store.getTable(name, (error, table) => (error === null ? resolve(table) : reject(asError(error)))),
  );
  answer();
  return got;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

describe('the remembered definitions of tables', () => {
  it('are read once, and given again', async () => {
    const reads = aStore();
    expect([await get(reads), await get(reads), reads.read]).toEqual([{ TableStatus: 'ACTIVE' }, { TableStatus: 'ACTIVE' }, ['runs']]);
  });

  it.each(['put', 'del'] as const)('are read again after a %s', async (write) => {
    const reads = aStore();
    await get(reads);
    reads.store.tableDb[write]('runs');
    await get(reads);
    expect(reads.read).toEqual(['runs', 'runs']);
  });

  it('are not kept when they changed while they were read', async () => {
    const reads = aStore();
    reads.store.getTable('runs', () => undefined);
    reads.store.tableDb.put('runs');
    reads.answer();
    await get(reads);
    expect(reads.read).toEqual(['runs', 'runs']);
  });

  it('are not given to operations on tables, which may change them', async () => {
    const reads = aStore();
    await get(reads);
    reads.store.getTable('runs', false, () => undefined);
    expect(reads.read).toEqual(['runs', 'runs']);
  });

  it('do not include a table that is not there', async () => {
    const reads = aStore('missing');
    await expect(get(reads)).rejects.toThrow('not found');
    await expect(get(reads)).rejects.toThrow('not found');
    expect(reads.read).toEqual(['runs', 'runs']);
  });
});
