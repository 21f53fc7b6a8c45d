import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import { sha256Of } from '#shared/domain/hash.ts';

import { aPatchingService } from '../testing/patching-in-test.ts';
import { rememberSlices } from './planned-slices.ts';

/** Slices of different waves, each in the bucket under its wave's name. */
function withSlices(count: number) {
  const { planned } = aPatchingService();
  const objects = new InMemoryObjectStore();
  const asked = Array.from({ length: count }, (_, index) => {
    const slice = { ...planned, wave: `wave-${String(index)}` };
    objects.bodies.set(slice.wave, JSON.stringify(slice));
    return { sliceKey: slice.wave, sliceSha256: sha256Of(slice), planned: 2 };
  });
  const [first = { sliceKey: '', sliceSha256: '', planned: 0 }] = asked;
  return { slices: rememberSlices(objects), objects, asked, first };
}

test('the last twenty slices stay, the oldest are read again', async () => {
  const { slices, objects, asked, first } = withSlices(21);
  for (const planned of asked) await slices.of(planned);
  objects.bodies.clear();
  expect((await slices.of(asked[1] ?? first)).wave).toBe('wave-1');
  await expect(slices.of(first)).rejects.toThrow('found no such object');
});

test.each([
  ['another hash', { sliceSha256: 'f'.repeat(64) }, 'found SHA-256'],
  ['another number of instances', { planned: 3 }, 'found 2 instances, expected 3'],
])('a slice of %s is not what was planned', async (_case, spoiled, words) => {
  const { slices, first } = withSlices(1);
  await expect(slices.of({ ...first, ...spoiled })).rejects.toThrow(words);
});
