import { dueIndexSuite } from './due-index.suite.ts';
import { InMemoryTable } from './item-store.in-memory.ts';
import { itemStoreSuite } from './item-store.suite.ts';

itemStoreSuite('in memory', () => Promise.resolve(new InMemoryTable().store()));

dueIndexSuite('in memory', () => {
  const table = new InMemoryTable();
  return Promise.resolve({ items: table.store(), dueIndex: table });
});
