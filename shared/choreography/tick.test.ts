import { inMemoryKit, NIGHT } from '../testing/test-aggregate.ts';
import { onTick } from './tick.ts';

const MINUTE = 60_000;

it('posts what is due before the next tick, with what is left of the time, and leaves the rest', async () => {
  const kit = inMemoryKit();
  const store = kit.items();
  const dues: [string, number | undefined][] = [['late', NIGHT - MINUTE], ['soon', NIGHT + 5 * MINUTE], ['later', NIGHT + 6 * MINUTE], ['never', undefined]];
  for (const [key, dueAt] of dues) await store.save({ key, version: 1, state: {}, outbox: [], outboxSeq: 0, dueAt });

  await onTick(kit);

  expect(kit.dueQueue.posted).toEqual([
    { due: { key: 'late', dueAt: NIGHT - MINUTE }, delaySeconds: 0 },
    { due: { key: 'soon', dueAt: NIGHT + 5 * MINUTE }, delaySeconds: 300 },
  ]);
});
