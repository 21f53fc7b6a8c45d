import { createInMemoryOnce } from './once.in-memory.ts';
import { onceSuite } from './once.suite.ts';

onceSuite('in memory', () => Promise.resolve(createInMemoryOnce()));
