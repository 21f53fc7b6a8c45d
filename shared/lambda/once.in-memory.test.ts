import { createInMemoryOnce } from './once.in-memory.ts';
import { onceSuite } from './once.suite.ts';

onceSuite('the in-memory twin', () => Promise.resolve(createInMemoryOnce()));
