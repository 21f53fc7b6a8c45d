import { InMemoryObjectStore } from './object-store.in-memory.ts';
import { objectStoreSuite } from './object-store.suite.ts';

objectStoreSuite('in memory', () => Promise.resolve(new InMemoryObjectStore()));
