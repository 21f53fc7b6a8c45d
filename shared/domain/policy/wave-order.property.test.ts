import fc from 'fast-check';

import { waveOrderProblems } from './wave-order-problems.ts';

interface Wave {
  name: string;
  dependsOn: string[];
}

/** Waves that depend only on waves of a lower number, written in any order. */
const orderable: fc.Arbitrary<Wave[]> = fc
  .integer({ min: 1, max: 20 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, wave) => fc.subarray(Array.from({ length: wave }, (_each, before) => `w${String(before)}`)))))
  .map((dependencies) => dependencies.map((dependsOn, wave) => ({ name: `w${String(wave)}`, dependsOn })))
  .chain((waves) => fc.shuffledSubarray(waves, { minLength: waves.length }));

/** All that a wave waits for, directly or by others, itself included where it does. */
function waitsFor(name: string, waves: readonly Wave[]): Set<string> {
  const found = new Set<string>();
  let before = -1;
  while (found.size > before) {
    before = found.size;
    for (const wave of waves) if (wave.name === name || found.has(wave.name)) wave.dependsOn.forEach((each) => found.add(each));
  }
  return found;
}

test('waves that can be put in an order are taken, in whatever order they are written', () => {
  fc.assert(fc.property(orderable, (waves) => {
    expect(waveOrderProblems(waves)).toEqual([]);
  }));
});

test('with one more dependency exactly those waves are refused that then wait for themselves', () => {
  fc.assert(fc.property(orderable, fc.nat(), fc.nat(), (waves, from, to) => {
    const added = waves.map((wave, index) => (index === from % waves.length ? { ...wave, dependsOn: [...wave.dependsOn, waves[to % waves.length]!.name] } : wave));
    const circular = added.flatMap(({ name }, index) => (waitsFor(name, added).has(name) ? [`waves[${String(index)}].dependsOn`] : []));
    expect(waveOrderProblems(added).map(({ field }) => field)).toEqual(circular);
  }));
});
