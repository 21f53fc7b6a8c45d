import { InMemoryDeadLetters } from './dead-letters.in-memory.ts';
import { deadLettersSuite } from './dead-letters.suite.ts';

deadLettersSuite('in memory', () => {
  const deadLetters = new InMemoryDeadLetters();
  return Promise.resolve({ deadLetters, buried: () => Promise.resolve(deadLetters.buried) });
});
