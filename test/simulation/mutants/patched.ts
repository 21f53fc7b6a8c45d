import type { Mutant } from './mutant.ts';

/** The source with the bug in it. Throws where the source has moved on and the mutant has not. */
export function patched({ name, file, text, replacement }: Mutant, source: string): string {
  const found = source.split(text).length - 1;
  if (found !== 1) throw new Error(`mutant ${name}: found its text ${String(found)} times in ${file}, expected it once. Move it along with the code.`);
  return source.replace(text, () => replacement);
}
