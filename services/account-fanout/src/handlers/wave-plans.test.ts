import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';

import { anOrder, plannedTargets, RUN_ID } from '../testing/wave-builders.fixture.ts';
import { createWavePlans } from './wave-plans.ts';

async function setUp() {
  const objects = new InMemoryObjectStore();
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    await objects.putOnce(key, { runId: RUN_ID, wave: 'canary', waveHash: anOrder().waveHash, targets: plannedTargets(1) });
  }
  const reads: string[] = [];
  const read = objects.read.bind(objects);
  objects.read = (key) => {
    reads.push(key);
    return read(key);
  };
  return { plans: createWavePlans(objects), reads };
}

describe('the plans of waves', () => {
  it('are read once, and the oldest is dropped for a fifth', async () => {
    const { plans, reads } = await setUp();
    for (const key of ['a', 'a', 'b', 'c', 'd', 'e', 'b', 'a']) {
      expect(await plans.targetsOf(key)).toEqual(plannedTargets(1));
    }
    expect(reads).toEqual(['a', 'b', 'c', 'd', 'e', 'a']);
  });

  it('that do not exist are an error that names the key', async () => {
    const { plans } = await setUp();
    await expect(plans.targetsOf('missing')).rejects.toThrow('missing: found no such object');
  });
});
