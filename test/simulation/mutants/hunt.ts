// One seed after the other until a promise breaks; says so as one line of JSON on stdout. Started by main.ts with a mutant in the source.
import { parseArgs } from 'node:util';

import { simulate } from '../simulate.ts';
import type { Caught } from './caught.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, seeds: { type: 'string', default: '200' } } });
const [firstSeed, seeds] = [Number(values.seed), Number(values.seeds)];

process.stdout.write(`${JSON.stringify(await hunt())}\n`);

async function hunt(): Promise<Caught | null> {
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const [violation] = (await simulate(seed)).violations;
    if (violation !== undefined) return { seed, invariant: violation.invariant, seen: violation.message };
  }
  return null;
}
