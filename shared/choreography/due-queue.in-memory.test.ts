import { NIGHT, SetClock } from '../testing/test-aggregate.ts';
import { InMemoryDueQueue } from './due-queue.in-memory.ts';
import { dueQueueSuite } from './due-queue.suite.ts';

dueQueueSuite('in memory', () => {
  const clock = new SetClock(NIGHT);
  const dueQueue = new InMemoryDueQueue(clock);
  return Promise.resolve({
    dueQueue,
    pass(seconds: number) {
      clock.advanceSeconds(seconds);
      return Promise.resolve();
    },
    delivered: () => Promise.resolve(dueQueue.delivered()),
  });
});
