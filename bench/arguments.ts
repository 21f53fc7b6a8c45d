import { parseArgs } from 'node:util';

export interface BenchArguments {
  only: string | undefined;
  json: string | undefined;
}

/** Throws an error in words for people when the arguments are others. */
export function readArguments(words: readonly string[]): BenchArguments {
  const { values } = parseArgs({ args: [...words], options: { only: { type: 'string' }, json: { type: 'string' } } });
  return { only: values.only, json: values.json };
}

/** `makespan` means all of `makespan:accounts`, `makespan:packs` and so on. Throws naming what exists when none is meant. */
export function chosen<Named extends { name: string }>(all: readonly Named[], only: string | undefined): Named[] {
  if (only === undefined) return [...all];
  const meant = all.filter(({ name }) => name === only || name.startsWith(`${only}:`));
  if (meant.length > 0) return meant;
  throw new Error(`--only: found "${only}", expected one of ${all.map(({ name }) => name).join(', ')}, or the part before the colon for several at once.`);
}
